package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.SpanMatcher;
import dev.fulgurite.exporter.store.StoreProgress;
import dev.fulgurite.exporter.store.StoredSpan;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Removes the spans of a deletion, a part of a session at a time, and notes what is to be cleaned.
 * Asks no index of texts, which may be behind or damaged. Lives for one deletion.
 */
final class SpanErasure {
  /** Of a large session at least this part goes at once, since what is left is summed up anew. */
  private static final int SHARE = 16;

  static final String LISTED = "SELECT value FROM json_each(?)";

  private final SpanDeletion deletion;
  private final SqlCondition condition;
  private final int step;

  SpanErasure(BegunDeletion begun, int step) {
    this.deletion = begun.deletion();
    this.condition = condition(begun);
    this.step = step;
  }

  /** The plus keeps the planner from reading all rows in order. */
  private static SqlCondition condition(BegunDeletion begun) {
    SpanDeletion deletion = begun.deletion();
    List<SqlCondition> all = new ArrayList<>();
    all.add(SqlCondition.exactly("+p.seq <= ?", begun.lastSeq()));
    if (deletion.sessionId() != null) {
      all.add(TextColumn.SESSION.compared(Operator.EQUALS, deletion.sessionId()));
    }
    if (deletion.userId() != null) {
      all.add(TextColumn.USER.compared(Operator.EQUALS, deletion.userId()));
    }
    if (deletion.startedBefore() != null) {
      all.add(SqlCondition.exactly("p.start_nanos < ?", deletion.startedBefore()));
    }
    return SqlCondition.all(all);
  }

  /** What went. */
  Pruned run(SqliteOutbox.Access access, StoreProgress progress) {
    long spans = 0;
    long sessions = 0;
    Map<Long, Long> found = access.reading(this::owners);
    long all = found.values().stream().mapToLong(Long::longValue).sum();
    StageCount count = new StageCount(progress, StoreProgress.Stage.SPANS, all);
    long behind = 0;
    for (Map.Entry<Long, Long> owner : found.entrySet()) {
      RemovalStep removed;
      do {
        removed = access.writing(locked -> removeSome(locked, owner.getKey()));
        spans += removed.spans();
        sessions += removed.gone() == null ? 0 : 1;
        count.add(removed.spans());
      } while (removed.leavesSome());
      behind += owner.getValue();
      count.reach(behind); // some may have been found by their columns, and did not match
    }
    return new Pruned(spans, sessions);
  }

  /** How many spans of each session may match. */
  private Map<Long, Long> owners(SqlSession session) throws SQLException {
    String sql = "SELECT p.session_id FROM span_row p WHERE " + condition.sql();
    Map<Long, Long> owners = new LinkedHashMap<>();
    try (ResultSet rows = new Select(sql, condition.values()).prepare(session).executeQuery()) {
      while (rows.next()) {
        owners.merge(rows.getLong(1), 1L, Long::sum);
      }
    }
    return owners;
  }

  private RemovalStep removeSome(SqlSession locked, long owner) throws SQLException {
    Long all = locked.number("SELECT spans FROM session WHERE id = ?", owner);
    List<Long> found = all == null ? List.of() : next(locked, owner, Math.max(step, all / SHARE));
    if (found.isEmpty()) {
      return new RemovalStep(0, null);
    }
    RemovalStep removed = RemovalStep.run(locked, owner, LISTED, found.toString());
    ErasureTable.add(locked, removed.gone() == null ? owner : null, found.get(0));
    ErasedCount.add(locked, removed.spans());
    return removed;
  }

  /** By the index over sessions, for which there is a plus here too. */
  private List<Long> next(SqlSession session, long owner, long most) throws SQLException {
    String columns = condition.exact() ? "SELECT p.seq FROM span_row p" : SpanRows.SPANS;
    List<Object> values = new ArrayList<>(condition.values());
    values.add(owner);
    String sql = columns + " WHERE " + condition.sql() + " AND p.session_id = ? ORDER BY +p.seq";
    SpanMatcher matcher = SpanMatcher.of(deletion.query());
    SpanRows spans = new SpanRows(session);
    List<Long> found = new ArrayList<>();
    PreparedStatement statement = new Select(sql, values).prepare(session);
    try (ResultSet rows = statement.executeQuery()) {
      while (found.size() < most && rows.next()) {
        if (condition.exact() || matches(spans, rows, matcher)) {
          found.add(rows.getLong(1));
        }
      }
    }
    return found;
  }

  /** One that cannot be read goes by what its columns say. */
  private static boolean matches(SpanRows spans, ResultSet row, SpanMatcher matcher)
      throws SQLException {
    StoredSpan span = IndexBatch.readable(spans, row);
    return span == null || matcher.matches(span);
  }
}
