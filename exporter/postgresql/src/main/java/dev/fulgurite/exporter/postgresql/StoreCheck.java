package dev.fulgurite.exporter.postgresql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads everything and says what does not fit. */
final class StoreCheck {
  private static final int MAX_FINDINGS = 100;
  private static final String LOST_SESSIONS =
      """
      SELECT p.seq FROM fulgurite_span p
      WHERE NOT EXISTS (SELECT 1 FROM fulgurite_session s WHERE s.key = p.session) ORDER BY p.seq
      """;

  private final List<String> findings = new ArrayList<>();

  static List<String> run(SqlSession session) throws SQLException {
    StoreCheck check = new StoreCheck();
    check.readSpans(session);
    check.findLostSessions(session);
    return List.copyOf(check.findings);
  }

  private void readSpans(SqlSession session) throws SQLException {
    SpanRows spans = new SpanRows(session);
    try (PreparedStatement statement = session.prepare(SpanRows.SPANS);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next() && findings.size() < MAX_FINDINGS) {
        try {
          spans.span(rows);
        } catch (SpanRows.DamagedSpan e) {
          findings.add(e.getMessage());
        }
      }
    }
  }

  private void findLostSessions(SqlSession session) throws SQLException {
    try (PreparedStatement statement = session.prepare(LOST_SESSIONS);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next() && findings.size() < MAX_FINDINGS) {
        findings.add("span " + rows.getLong(1) + ": its session is missing");
      }
    }
  }

  private StoreCheck() {}
}
