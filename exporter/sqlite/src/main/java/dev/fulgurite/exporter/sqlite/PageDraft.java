package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanCursor;
import dev.fulgurite.exporter.store.SpanMatcher;
import dev.fulgurite.exporter.store.SpanPage;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page while it fills. Lives for one query. Not thread-safe. */
final class PageDraft {
  private final int limit;
  private final @Nullable SpanMatcher matcher;
  private final List<StoredSpan> found = new ArrayList<>();
  private long last;
  private boolean complete;

  /**
   * @param matcher what spans must still pass; null where all that come belong to the answer
   */
  PageDraft(int limit, @Nullable SpanMatcher matcher) {
    this.limit = limit;
    this.matcher = matcher;
  }

  /** Whether the page is full and there is more behind it. */
  boolean isComplete() {
    return complete;
  }

  /** Whether it takes the next span itself to go on, and not merely that there is one. */
  boolean needsSpan() {
    return matcher != null || !isFull();
  }

  /** How many of the next {@code most} spans it takes at least. */
  int needed(int most) {
    return matcher == null ? Math.min(most, limit - found.size()) : most;
  }

  /** Whether how many it takes is not known before they were looked at. */
  boolean isOpen() {
    return matcher != null;
  }

  /** There is one more, which need not be looked at. */
  void complete() {
    complete = true;
  }

  void offer(StoredSpan span, long seq) {
    if (matcher != null && !matcher.matches(span)) {
      return;
    }
    if (isFull()) {
      complete = true;
    } else {
      found.add(span);
      last = seq;
    }
  }

  private boolean isFull() {
    return !found.isEmpty() && found.size() == limit;
  }

  SpanPage page() {
    String cursor =
        complete
            ? new SpanCursor(found.get(found.size() - 1).startEpochNanos(), last).toString()
            : null;
    return new SpanPage(List.copyOf(found), cursor);
  }
}
