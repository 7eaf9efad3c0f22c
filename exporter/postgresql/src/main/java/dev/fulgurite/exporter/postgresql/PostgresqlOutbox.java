package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.store.Outbox;
import dev.fulgurite.exporter.store.OutboxBacklog;
import dev.fulgurite.exporter.store.OutboxLease;
import dev.fulgurite.exporter.store.OutboxPage;
import dev.fulgurite.exporter.store.OutboxStep;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Sends on from the database: positions are sequence numbers of spans. */
final class PostgresqlOutbox implements Outbox {
  /** Runs work in a snapshot or a transaction; fails as the methods of {@link Outbox} promise. */
  interface Access extends PostgresqlSpanReader.Access {
    <T> T writing(SqlWork<T> work);
  }

  private static final String PART = "(p.trace_lo & " + (PARTITIONS - 1) + ")";
  private static final String NEWEST = "SELECT max(seq) FROM fulgurite_span";
  private static final String BEGIN =
      "INSERT INTO fulgurite_outbox_cursor VALUES (?, ?, ?, 0) ON CONFLICT DO NOTHING";

  /** No row where another holds it. */
  private static final String ACQUIRE =
      """
      INSERT INTO fulgurite_outbox_lease AS held VALUES (?, ?, ?)
      ON CONFLICT (destination) DO UPDATE
        SET holder = excluded.holder, until_millis = excluded.until_millis
        WHERE held.holder = excluded.holder OR held.until_millis <= ?
      RETURNING 1
      """;

  private static final String UNTIL =
      "SELECT until_millis FROM fulgurite_outbox_lease WHERE destination = ? FOR UPDATE";
  private static final String RENEW =
      "UPDATE fulgurite_outbox_lease SET until_millis = ? WHERE destination = ? AND holder = ?";
  private static final String RELEASE =
      "DELETE FROM fulgurite_outbox_lease WHERE destination = ? AND holder = ?";
  private static final String POSITIONS =
      "SELECT position FROM fulgurite_outbox_cursor WHERE destination = ? ORDER BY part";
  private static final String NEXT =
      SpanRows.SPANS + " WHERE p.seq > ? AND " + PART + " = ? ORDER BY p.seq";
  private static final String CURSOR =
      """
      SELECT pruned, position FROM fulgurite_outbox_cursor WHERE destination = ? AND part = ?
      FOR UPDATE
      """;
  private static final String PASSED =
      "SELECT count(*) FROM fulgurite_span p WHERE p.seq > ? AND p.seq <= ? AND " + PART + " = ?";
  private static final String MOVE =
      """
      UPDATE fulgurite_outbox_cursor SET position = ?, pruned = 0
      WHERE destination = ? AND part = ?
      """;
  private static final String WAITING =
      """
      SELECT count(*), min(p.seq) FROM fulgurite_span p
      JOIN fulgurite_outbox_cursor c ON c.destination = ? AND c.part = %s AND p.seq > c.position
      """
          .formatted(PART);
  private static final String TIMES = "SELECT start_nanos, nanos FROM fulgurite_span WHERE seq = ?";

  private final Access access;

  PostgresqlOutbox(Access access) {
    this.access = access;
  }

  @Override
  public long newest() {
    return access.reading(PostgresqlOutbox::newest);
  }

  private static long newest(SqlSession session) throws SQLException {
    Long newest = session.number(NEWEST);
    return newest == null ? 0 : newest;
  }

  @Override
  public void begin(String destination, long after) {
    access.writing(
        session -> {
          for (int part = 0; part < PARTITIONS; part++) {
            session.update(BEGIN, destination, part, after);
          }
          return true;
        });
  }

  @Override
  public Optional<Instant> acquire(OutboxLease lease, Instant now) {
    return access.writing(
        session -> {
          Long mine =
              session.number(
                  ACQUIRE,
                  lease.destination(),
                  lease.holder(),
                  lease.until().toEpochMilli(),
                  now.toEpochMilli());
          Long until = mine == null ? session.number(UNTIL, lease.destination()) : null;
          return Optional.ofNullable(until).map(Instant::ofEpochMilli);
        });
  }

  @Override
  public void release(OutboxLease lease) {
    access.writing(session -> session.update(RELEASE, lease.destination(), lease.holder()));
  }

  @Override
  public List<Long> positions(String destination) {
    return access.reading(
        session -> {
          List<Long> positions = new ArrayList<>();
          try (PreparedStatement statement = session.prepare(POSITIONS, destination);
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              positions.add(rows.getLong(1));
            }
          }
          if (positions.size() != PARTITIONS) {
            throw new SQLException("destination '" + destination + "' has no cursor: begin it");
          }
          return List.copyOf(positions);
        });
  }

  @Override
  public OutboxPage read(OutboxPage.Filling page) {
    return access.reading(session -> read(session, page));
  }

  private static OutboxPage read(SqlSession session, OutboxPage.Filling page) throws SQLException {
    SpanRows spans = new SpanRows(session);
    try (PreparedStatement statement = session.prepare(NEXT, page.after(), page.partition());
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        if (!page.hasRoom()) {
          return page.full();
        }
        add(page, spans, rows);
      }
    }
    return page.complete(newest(session));
  }

  private static void add(OutboxPage.Filling page, SpanRows spans, ResultSet row)
      throws SQLException {
    long position = row.getLong(1);
    try {
      page.add(position, spans.span(row));
    } catch (SpanRows.DamagedSpan e) {
      page.skip(position); // it must not hold up those behind it
    }
  }

  @Override
  public OptionalLong advance(
      OutboxLease lease, List<OutboxStep> steps, @Nullable LedgerRow ledger) {
    return access.writing(
        session -> {
          Schema.lock(session); // the pruner has cursors in its hands too, in another order
          int mine =
              session.update(
                  RENEW, lease.until().toEpochMilli(), lease.destination(), lease.holder());
          if (mine == 0) {
            return OptionalLong.empty();
          }
          long lost = 0;
          for (OutboxStep step : steps) {
            lost += advance(session, lease.destination(), step);
          }
          if (ledger != null) {
            LedgerTable.write(session, ledger);
          }
          return OptionalLong.of(lost);
        });
  }

  private static long advance(SqlSession session, String destination, OutboxStep step)
      throws SQLException {
    long lost = 0;
    try (PreparedStatement statement = session.prepare(CURSOR, destination, step.partition());
        ResultSet cursor = statement.executeQuery()) {
      if (cursor.next() && cursor.getLong(1) > 0) {
        Long passed = session.number(PASSED, cursor.getLong(2), step.position(), step.partition());
        long gone = step.taken() - (passed == null ? 0 : passed);
        lost = Math.max(0, cursor.getLong(1) - gone);
      }
    }
    session.update(MOVE, step.position(), destination, step.partition());
    return lost;
  }

  /**
   * Counts the spans that {@code condition} on {@code p} selects, and that are about to be removed,
   * for those destinations that have not come to them.
   */
  static void countPruned(SqlSession session, String condition, Object... values)
      throws SQLException {
    session.update(
        """
        UPDATE fulgurite_outbox_cursor SET pruned = pruned + (
          SELECT count(*) FROM fulgurite_span p WHERE %s = part AND p.seq > position AND %s)
        """
            .formatted(PART, condition),
        values);
  }

  @Override
  public OutboxBacklog backlog(String destination) {
    return access.reading(
        session -> {
          try (PreparedStatement statement = session.prepare(WAITING, destination);
              ResultSet row = statement.executeQuery()) {
            return row.next() && row.getLong(1) > 0
                ? new OutboxBacklog(row.getLong(1), end(session, row.getLong(2)))
                : OutboxBacklog.EMPTY;
          }
        });
  }

  private static long end(SqlSession session, long seq) throws SQLException {
    try (PreparedStatement statement = session.prepare(TIMES, seq);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getLong(1) + row.getLong(2) : 0;
    }
  }
}
