package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.StoredSpan;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Finds an index that would miss spans: of some it is asked all words. */
final class IndexCheck {
  private static final int ASKED = 100;
  private static final String MISSING =
      """
      SELECT seq FROM span WHERE seq <= ?
        AND seq NOT IN (SELECT id FROM span_index_docsize) ORDER BY seq LIMIT ?
      """;
  private static final String OF_NONE =
      """
      SELECT id FROM span_index_docsize WHERE id NOT IN (SELECT seq FROM span) ORDER BY id LIMIT ?
      """;

  private static final String FILLED =
      """
      SELECT id FROM span_index_docsize UNION SELECT id FROM index_word
      UNION SELECT 1 FROM attribute_key UNION SELECT 1 FROM index_state LIMIT 1
      """;

  /** From the whole range, the last one too. */
  private static final String SOME =
      """
      SELECT max(seq) FROM span WHERE seq <= ?1 GROUP BY seq / (1 + ?1 / %d) LIMIT 2 * %1$d
      """
          .formatted(ASKED);

  private final SqlSession session;
  private final SpanRows spans;
  private final int most;
  private final Consumer<String> findings;

  IndexCheck(SqlSession session, int most, Consumer<String> findings) throws SQLException {
    this.session = session;
    this.spans = new SpanRows(session);
    this.most = most;
    this.findings = findings;
  }

  /** Nothing of a file without an index, or of one whose index nobody asks. */
  void run() throws SQLException {
    if (!IndexState.exists(session) || !SchemaV7.isIn(session)) {
      return;
    }
    if (SealingTable.isIn(session)) {
      checkThatThereIsNone();
      return;
    }
    if (numbers("SELECT position FROM index_state").size() != 1) {
      findings.accept("the index does not say how far it is");
      return;
    }
    Long position = IndexState.position(session);
    Long last = session.number("SELECT seq FROM sqlite_sequence WHERE name = 'span'");
    if (position == null || position < 0 || position > (last == null ? 0 : last)) {
      findings.accept("the index is at span " + position + ", the last one is " + last);
      return;
    }
    for (long seq : numbers(MISSING, position, most)) {
      if (spans.readable(seq) != null) {
        findings.accept("span " + seq + " is not in the index");
      }
    }
    numbers(OF_NONE, most).forEach(seq -> findings.accept("the index has a missing span " + seq));
    for (long seq : numbers(SOME, position)) {
      ask(seq);
    }
  }

  private void checkThatThereIsNone() throws SQLException {
    if (!numbers(FILLED).isEmpty()) {
      findings.accept("the file is encrypted and has an index, whose words are legible");
    }
  }

  private void ask(long seq) throws SQLException {
    StoredSpan span = spans.readable(seq); // one that cannot be is another finding
    if (span == null) {
      return;
    }
    for (String token : new SpanTokens().of(span).split(" ", -1)) {
      boolean found =
          session.number(
                  "SELECT 1 FROM span_index WHERE span_index MATCH ? AND rowid = ?",
                  '"' + token + '"',
                  seq)
              != null;
      if (!found) {
        findings.accept("the index does not find span " + seq + " by all of its words");
        return;
      }
    }
  }

  private List<Long> numbers(String sql, Object... values) throws SQLException {
    PreparedStatement statement = session.prepared(sql);
    SqlSession.bind(statement, values);
    List<Long> numbers = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
    }
    return numbers;
  }
}
