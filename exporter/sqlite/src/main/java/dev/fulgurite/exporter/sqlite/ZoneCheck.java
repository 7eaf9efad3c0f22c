package dev.fulgurite.exporter.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Finds a zone of the index that says its spans all start before one of them does: then the newest
 * would not be found. Later than all is harmless, and true of zones whose latest span went. Lives
 * for one check; spans come in order of arrival.
 */
final class ZoneCheck {
  private final Consumer<String> findings;
  private final Deque<Zone> zones = new ArrayDeque<>();
  private long latest = Long.MIN_VALUE;

  private record Zone(long lastSeq, long maxStart) {}

  ZoneCheck(SqlSession session, Consumer<String> findings) throws SQLException {
    this.findings = findings;
    if (IndexState.exists(session)) {
      String all = "SELECT last_seq, max_start FROM index_zone ORDER BY last_seq";
      try (ResultSet rows = session.prepared(all).executeQuery()) {
        while (rows.next()) {
          zones.add(new Zone(rows.getLong(1), rows.getLong(2)));
        }
      }
    }
  }

  void add(long seq, long start) {
    while (!zones.isEmpty() && zones.peek().lastSeq() < seq) {
      compare(zones.remove());
    }
    latest = Math.max(latest, start);
  }

  void end() {
    zones.forEach(this::compare);
  }

  private void compare(Zone zone) {
    if (zone.maxStart() < latest) {
      findings.accept(
          "the index says wrongly when the latest span up to %d starts".formatted(zone.lastSeq()));
    }
  }
}
