package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanCursor;
import dev.fulgurite.exporter.store.SpanMatcher;
import dev.fulgurite.exporter.store.SpanPage;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoredSpan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads a page of the spans that a query finds. Lives for one query. Not thread-safe. */
final class PageReads {
  private final SqlSession session;
  private final SpanQuery query;
  private final SpanMatcher matcher;
  private final SpanIndex index;
  private final SpanRows spans;

  PageReads(SqlSession session, SpanQuery query) throws SQLException {
    this.session = session;
    this.query = query;
    this.matcher = SpanMatcher.of(query);
    this.index = new SpanIndex(session);
    this.spans = new SpanRows(session);
  }

  SpanPage page() throws SQLException {
    SpanPage page = new SpanPage(List.of(), null);
    for (Window window : Window.of(session, query)) {
      page = page(window);
      if (page.nextCursor() != null) {
        break;
      }
    }
    return page;
  }

  /** What of the query's answer lies in a window. */
  SpanPage page(Window window) throws SQLException {
    QuerySql sql = new QuerySql(query, index, window);
    List<StoredSpan> found = new ArrayList<>();
    long last = 0;
    try (ResultSet rows = sql.ordered().prepare(session).executeQuery()) {
      while (rows.next()) {
        StoredSpan span = sql.isLate() ? spans.span(rows.getLong(1)) : spans.span(rows);
        if (sql.isPartial() && !matcher.matches(span)) {
          continue;
        }
        if (!found.isEmpty() && found.size() == query.limit()) {
          long start = found.get(found.size() - 1).startEpochNanos();
          return new SpanPage(List.copyOf(found), new SpanCursor(start, last).toString());
        }
        found.add(span);
        if (found.size() == query.limit()) {
          last = rows.getLong(1);
        }
      }
    }
    return new SpanPage(List.copyOf(found), null);
  }
}
