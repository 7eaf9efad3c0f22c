package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanQuery;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest part of the store, where whoever wants the newest few looks first: the spans that
 * arrived after one number, as far as they started later than all that arrived up to it. So what it
 * holds of an answer is the begin of that answer, whatever clocks did. Immutable.
 *
 * @param startsAfter null where it holds everything
 */
record Window(long arrivedAfter, @Nullable Long startsAfter) {
  static final Window EVERYTHING = new Window(0, null);

  /** A window is so many times as large as the one before. */
  static final int GROWTH = 4;

  /** Each costs a tenth of a millisecond where it is in vain, and what is found is looked at. */
  private static final long[] SIZES = {1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20};

  private static final String BEFORE =
      """
      SELECT last_seq, max_start FROM index_zone
      WHERE last_seq <= (SELECT max(seq) FROM span) - ? ORDER BY last_seq DESC LIMIT 1
      """;

  /** From small to everything. */
  static List<Window> of(SqlSession session, SpanQuery query) throws SQLException {
    List<Window> windows = new ArrayList<>();
    if (isWorthwhile(query) && IndexState.position(session) != null) {
      for (long size : SIZES) {
        newest(session, size).ifPresent(windows::add);
      }
    }
    windows.add(EVERYTHING);
    return windows;
  }

  /** Not where another index leads to few spans. */
  private static boolean isWorthwhile(SpanQuery query) {
    boolean searched =
        query.text() != null || query.filter() != null || !query.attributes().isEmpty();
    return searched
        && query.order() == SpanQuery.Order.NEWEST_FIRST
        && query.cursor() == null
        && query.sessionId() == null
        && query.traceId() == null
        && query.rolloutId() == null;
  }

  /** With at least the {@code size} spans that came last; empty where those are all. */
  static Optional<Window> newest(SqlSession session, long size) throws SQLException {
    PreparedStatement statement = session.prepared(BEFORE);
    SqlSession.bind(statement, size);
    try (ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(new Window(row.getLong(1), row.getLong(2)))
          : Optional.empty();
    }
  }

  SqlCondition condition() {
    return startsAfter == null
        ? SqlCondition.EVERY
        : SqlCondition.exactly("p.start_nanos > ? AND p.seq > ?", startsAfter, arrivedAfter);
  }
}
