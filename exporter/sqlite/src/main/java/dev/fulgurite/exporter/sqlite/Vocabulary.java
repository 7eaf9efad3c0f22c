package dev.fulgurite.exporter.sqlite;

import static java.util.stream.Collectors.joining;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The words of the index, each once, to find those that a part of a word is in. Trigrams lead to
 * them.
 */
final class Vocabulary {
  /** Shorter parts are not looked for. */
  static final int MIN = 3;

  private static final int MANY = 256;
  private static final int MAX_TRIGRAMS = 4;
  private static final String CONTAINING =
      """
      SELECT w.text FROM index_word_part JOIN index_word w ON w.id = index_word_part.rowid
      WHERE index_word_part MATCH ?1 AND %s LIMIT %d
      """;

  /** Within the write lock. False where some were not added: there are {@code max} already. */
  static boolean add(SqlSession session, Collection<String> words, long max) throws SQLException {
    Long last = session.number("SELECT max(id) FROM index_word");
    if (last != null && last + words.size() > max) {
      return false;
    }
    session.known().refreshWords(session);
    for (String word : words) {
      if (!session.known().isNewWord(word)) {
        continue;
      }
      Long id =
          session.number(
              "INSERT INTO index_word (text) VALUES (?) ON CONFLICT DO NOTHING RETURNING id", word);
      if (id != null) {
        session.update("INSERT INTO index_word_part (rowid, text) VALUES (?, ?)", id, word);
      }
    }
    return true;
  }

  /** The words that {@code part} may stand for; null where there are many, or it is too short. */
  static @Nullable List<String> containing(SqlSession session, TextPart part) throws SQLException {
    String text = part.text();
    if (text.length() < MIN) {
      return null;
    }
    String condition =
        !part.opensRight()
            ? "substr(w.text, -length(?2)) = ?2"
            : part.opensLeft() ? "instr(w.text, ?2) > 0" : "instr(w.text, ?2) = 1";
    PreparedStatement statement = session.prepared(CONTAINING.formatted(condition, MANY + 1));
    SqlSession.bind(statement, trigrams(text), text);
    List<String> words = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        words.add(rows.getString(1));
      }
    }
    return words.size() > MANY ? null : words;
  }

  /** Side by side, so that few say what all would; each is a list that must be read. */
  private static String trigrams(String text) {
    int last = text.length() - MIN;
    return IntStream.iterate(0, i -> i + MIN)
        .limit(MAX_TRIGRAMS)
        .map(i -> Math.min(i, last))
        .distinct()
        .mapToObj(i -> '"' + text.substring(i, i + MIN) + '"')
        .collect(joining(" "));
  }

  private Vocabulary() {}
}
