package dev.fulgurite.exporter.store;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads every span that matches, page after page, one page in memory. */
public final class SpanScan {
  /**
   * Hands {@code consumer} every match in the query's order, not only the first page; the query's
   * limit is the size of a page. Spans that are appended meanwhile may be among them.
   *
   * @throws StoreException when the store cannot be read
   */
  public static void forEach(SpanReader reader, SpanQuery query, Consumer<StoredSpan> consumer) {
    whileTrue(
        reader,
        query,
        span -> {
          consumer.accept(span);
          return true;
        });
  }

  /** As {@link #forEach}, and ends when {@code consumer} has seen enough and says false. */
  public static void whileTrue(SpanReader reader, SpanQuery query, Predicate<StoredSpan> consumer) {
    @Nullable String cursor = query.cursor();
    do {
      SpanPage page = reader.spans(query.toBuilder().setCursor(cursor).build());
      for (StoredSpan span : page.spans()) {
        if (!consumer.test(span)) {
          return;
        }
      }
      cursor = page.nextCursor();
    } while (cursor != null);
  }

  private SpanScan() {}
}
