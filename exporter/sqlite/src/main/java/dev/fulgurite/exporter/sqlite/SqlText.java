package dev.fulgurite.exporter.sqlite;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A text of SQL, cut into words, quoted texts and signs; without comments and blanks. */
final class SqlText {
  private static final Pattern PIECE =
      Pattern.compile(
          "--[^\\n]*+|/\\*.*?(?:\\*/|\\z)|'[^']*+'?|\"[^\"]*+\"?|`[^`]*+`?|\\[[^\\]]*+\\]?|\\w++|.",
          Pattern.DOTALL);

  private final List<String> pieces;

  SqlText(String sql) {
    this.pieces =
        PIECE.matcher(sql).results().map(MatchResult::group).filter(SqlText::counts).toList();
  }

  private static boolean counts(String piece) {
    return !piece.isBlank() && !piece.startsWith("--") && !piece.startsWith("/*");
  }

  /** Empty where there is none. */
  String first() {
    return pieces.isEmpty() ? "" : pieces.get(0);
  }

  /** Whether something comes after a semicolon, which SQLite would not look at. */
  boolean hasSecondStatement() {
    return pieces.stream().dropWhile(piece -> !piece.equals(";")).anyMatch(p -> !p.equals(";"));
  }
}
