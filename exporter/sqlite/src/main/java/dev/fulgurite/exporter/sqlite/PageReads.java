package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanMatcher;
import dev.fulgurite.exporter.store.SpanPage;
import dev.fulgurite.exporter.store.SpanQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads a page of the spans that a query finds. Lives for one query. Not thread-safe. */
final class PageReads {
  /** Rows whose bodies are read together: few at first, since no more may be wanted. */
  private static final int FEW = PageSpans.MANY;

  private static final int MANY = 256;

  /** Times what is expected of a window may be in it: a larger one has more to look at. */
  private static final long LUCK = 2;

  private final SqlSession session;
  private final SpanQuery query;
  private final SpanMatcher matcher;
  private final SpanIndex index;
  private final PageSpans spans;

  PageReads(SqlSession session, SpanQuery query) throws SQLException {
    this.session = session;
    this.query = query;
    this.matcher = SpanMatcher.of(query);
    this.index = new SpanIndex(session);
    this.spans = new PageSpans(session);
  }

  /**
   * A window that is not likely to have enough is passed over, but no two: spans come in groups.
   */
  SpanPage page() throws SQLException {
    List<Window> windows = Window.of(session, query);
    int last = windows.size() - 1;
    int at = 0;
    SpanPage page = page(windows.get(at));
    while (page.nextCursor() == null && at < last) {
      boolean likely = LUCK * Window.GROWTH * page.spans().size() >= query.limit();
      at = Math.min(last, at + (likely ? 1 : 2));
      page = page(windows.get(at));
    }
    return page;
  }

  /** What of the query's answer lies in a window. */
  SpanPage page(Window window) throws SQLException {
    QuerySql sql = new QuerySql(query, index, window);
    PageDraft page = new PageDraft(query.limit(), sql.isPartial() ? matcher : null);
    try (ResultSet rows = sql.ordered().prepare(session).executeQuery()) {
      if (sql.isLate()) {
        fillByNumbers(page, rows);
      } else {
        fill(page, rows);
      }
    } finally {
      spans.end();
    }
    return page.page();
  }

  private void fillByNumbers(PageDraft page, ResultSet rows) throws SQLException {
    List<Long> numbers = numbers(rows, Math.min(query.limit() + 1L, FEW));
    while (!page.isComplete() && !numbers.isEmpty()) {
      fill(page, spans.lines(numbers));
      numbers = page.isComplete() ? List.of() : numbers(rows, FEW);
    }
  }

  private static List<Long> numbers(ResultSet rows, long most) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    while (numbers.size() < most && rows.next()) {
      numbers.add(rows.getLong(1));
    }
    return numbers;
  }

  private void fill(PageDraft page, ResultSet rows) throws SQLException {
    int most = page.isOpen() ? FEW : MANY;
    List<PageLine> lines = spans.lines(rows, most);
    while (!page.isComplete() && !lines.isEmpty()) {
      fill(page, lines);
      boolean isEnd = lines.size() < most;
      most = MANY;
      lines = isEnd ? List.of() : spans.lines(rows, most);
    }
  }

  private void fill(PageDraft page, List<PageLine> lines) throws SQLException {
    spans.prefetch(lines.subList(0, page.needed(lines.size())));
    for (PageLine line : lines) {
      if (page.isComplete()) {
        return;
      }
      if (page.needsSpan()) {
        page.offer(spans.span(line), line.seq());
      } else {
        page.complete();
      }
    }
  }
}
