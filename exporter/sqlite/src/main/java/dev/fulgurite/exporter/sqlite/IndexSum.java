package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.StoredSpan;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Holds an index of FTS5 against what ought to be in it: a sum over all pairs of a term and the row
 * that it is in, in whatever order they come. FTS5 itself has nothing to compare, as it keeps no
 * texts here: a flipped bit makes it lose rows without a word. Lives for one check.
 */
final class IndexSum {
  private static final long PRIME = 0x100000001b3L;
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long WEIGHT = 0x9e37_79b9_7f4a_7c15L;

  /** Of squares, so that no pair of rows can stand for another pair; small, so that sums fit. */
  private static final long MODULUS = 1_000_003;

  private static final String TERMS =
      """
      SELECT term, count(*), sum(doc), sum(doc * doc %% %d) FROM temp.%s_terms GROUP BY term
      """;

  private final SpanTokens tokens = new SpanTokens();
  private long sum;

  /** What the index ought to have of a span. */
  void add(long seq, StoredSpan span) {
    for (String token : tokens.of(span).split(" ", -1)) {
      add(token, seq);
    }
  }

  /** What the index of words' parts ought to have of a word. */
  void addParts(long id, String word) {
    int[] points = word.codePoints().toArray();
    Set<String> parts = new HashSet<>();
    for (int i = 0; i + Vocabulary.MIN <= points.length; i++) {
      parts.add(new String(points, i, Vocabulary.MIN));
    }
    parts.forEach(part -> add(part, id));
  }

  private void add(String term, long row) {
    add(term, 1, row, row * row % MODULUS);
  }

  /** Not the mark of a long word: a span also has it where there was no room for its words. */
  private void add(String term, long rows, long sumOfRows, long sumOfSquares) {
    if (!term.equals(Marks.LONG)) {
      sum += hash(term) * (rows + WEIGHT * (sumOfRows + WEIGHT * sumOfSquares));
    }
  }

  private static long hash(String term) {
    long hash = BASIS;
    for (int i = 0; i < term.length(); i++) {
      hash = (hash ^ term.charAt(i)) * PRIME;
    }
    return hash;
  }

  /** Finds an index that has other pairs than were added. */
  void compare(SqlSession session, String index, Consumer<String> findings) throws SQLException {
    IndexSum found = new IndexSum();
    session.run(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.%1$s_terms USING fts5vocab(main, %1$s, instance)"
            .formatted(index));
    try (PreparedStatement statement = session.prepareOnce(TERMS.formatted(MODULUS, index));
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getLong(4));
      }
    }
    if (found.sum != sum) {
      findings.accept(
          index + " does not have the words that it was filled with: --repair fills it anew");
    }
  }
}
