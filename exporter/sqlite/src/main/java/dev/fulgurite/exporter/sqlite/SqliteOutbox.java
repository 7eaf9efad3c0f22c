package dev.fulgurite.exporter.sqlite;

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

/** Sends on from the file: positions are sequence numbers of spans. */
final class SqliteOutbox implements Outbox {
  /** Runs work in a snapshot or a transaction; fails as the methods of {@link Outbox} promise. */
  interface Access extends SqliteSpanReader.Access {
    <T> T writing(SqlWork<T> work);
  }

  private static final String PART = "(p.trace_lo & " + (PARTITIONS - 1) + ")";
  private static final String NEWEST = "SELECT max(seq) FROM span";
  private static final String NEXT =
      SpanRows.SPANS + " WHERE p.seq > ? AND " + PART + " = ? ORDER BY p.seq";
  private static final String PASSED =
      "SELECT count(*) FROM span_row p WHERE p.seq > ? AND p.seq <= ? AND " + PART + " = ?";
  private static final String WAITING =
      """
      SELECT p.start_nanos, p.nanos FROM span_row p
      JOIN outbox_cursor c ON c.destination = ? AND c.part = %s AND p.seq > c.position
      WHERE p.seq > (SELECT min(position) FROM outbox_cursor WHERE destination = ?)
      ORDER BY p.seq
      """
          .formatted(PART);

  private final Access access;

  SqliteOutbox(Access access) {
    this.access = access;
  }

  @Override
  public long newest() {
    return access.reading(SqliteOutbox::newest);
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
            session.update(
                "INSERT OR IGNORE INTO outbox_cursor VALUES (?, ?, ?, 0)",
                destination,
                part,
                after);
          }
          return true;
        });
  }

  @Override
  public Optional<Instant> acquire(OutboxLease lease, Instant now) {
    Optional<Instant> taken = access.reading(session -> takenUntil(session, lease, now));
    if (taken.isPresent()) {
      return taken; // without waiting for the write lock
    }
    return access.writing(
        session -> {
          Optional<Instant> other = takenUntil(session, lease, now);
          if (other.isEmpty()) {
            keep(session, lease);
          }
          return other;
        });
  }

  private static Optional<Instant> takenUntil(SqlSession session, OutboxLease lease, Instant now)
      throws SQLException {
    Long until =
        session.number(
            "SELECT until_millis FROM outbox_lease WHERE destination = ? AND holder <> ?",
            lease.destination(),
            lease.holder());
    return until == null || until <= now.toEpochMilli()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(until));
  }

  private static void keep(SqlSession session, OutboxLease lease) throws SQLException {
    session.update(
        "INSERT OR REPLACE INTO outbox_lease VALUES (?, ?, ?)",
        lease.destination(),
        lease.holder(),
        lease.until().toEpochMilli());
  }

  @Override
  public void release(OutboxLease lease) {
    access.writing(
        session ->
            session.update(
                "DELETE FROM outbox_lease WHERE destination = ? AND holder = ?",
                lease.destination(),
                lease.holder()));
  }

  @Override
  public List<Long> positions(String destination) {
    return access.reading(
        session -> {
          PreparedStatement statement =
              session.prepared(
                  "SELECT position FROM outbox_cursor WHERE destination = ? ORDER BY part");
          SqlSession.bind(statement, destination);
          List<Long> positions = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
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
    PreparedStatement statement = session.prepared(NEXT);
    SqlSession.bind(statement, page.after(), page.partition());
    try (ResultSet rows = statement.executeQuery()) {
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
    } catch (SQLException e) {
      if (SqliteFailures.code(e) != 0) {
        throw e;
      }
      page.skip(position); // one damaged span must not hold up those behind it
    }
  }

  @Override
  public OptionalLong advance(
      OutboxLease lease, List<OutboxStep> steps, @Nullable LedgerRow ledger) {
    return access.writing(
        session -> {
          Long mine =
              session.number(
                  "SELECT 1 FROM outbox_lease WHERE destination = ? AND holder = ?",
                  lease.destination(),
                  lease.holder());
          if (mine == null) {
            return OptionalLong.empty();
          }
          long lost = 0;
          for (OutboxStep step : steps) {
            lost += advance(session, lease.destination(), step);
          }
          keep(session, lease);
          if (ledger != null) {
            LedgerTable.write(session, ledger);
          }
          return OptionalLong.of(lost);
        });
  }

  private static long advance(SqlSession session, String destination, OutboxStep step)
      throws SQLException {
    long lost = number(session, "pruned", destination, step.partition());
    if (lost > 0) {
      long from = number(session, "position", destination, step.partition());
      Long passed = session.number(PASSED, from, step.position(), step.partition());
      lost = Math.max(0, lost - (step.taken() - (passed == null ? 0 : passed)));
    }
    session.update(
        "UPDATE outbox_cursor SET position = ?, pruned = 0 WHERE destination = ? AND part = ?",
        step.position(),
        destination,
        step.partition());
    return lost;
  }

  private static long number(SqlSession session, String column, String destination, int part)
      throws SQLException {
    Long number =
        session.number(
            "SELECT " + column + " FROM outbox_cursor WHERE destination = ? AND part = ?",
            destination,
            part);
    return number == null ? 0 : number;
  }

  /**
   * Counts the spans that {@code some} selects, and that are about to be removed, for those
   * destinations that have not come to them.
   */
  static void countPruned(SqlSession session, String some, @Nullable Object... values)
      throws SQLException {
    session.update(
        """
        UPDATE outbox_cursor SET pruned = pruned + (
          SELECT count(*) FROM span_row p
          WHERE %s = part AND p.seq > position AND p.seq IN (%s))
        """
            .formatted(PART, some),
        values);
  }

  @Override
  public OutboxBacklog backlog(String destination) {
    return access.reading(
        session -> {
          PreparedStatement statement = session.prepared(WAITING);
          SqlSession.bind(statement, destination, destination);
          long spans = 0;
          long oldest = 0;
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              oldest = spans++ == 0 ? rows.getLong(1) + rows.getLong(2) : oldest;
            }
          }
          return new OutboxBacklog(spans, oldest);
        });
  }
}
