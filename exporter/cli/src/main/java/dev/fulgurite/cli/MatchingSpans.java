package dev.fulgurite.cli;

import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanScan;
import dev.fulgurite.exporter.store.StoredSpan;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** Every span that the filter lets through, the oldest first. Used once. */
final class MatchingSpans {
  private static final int PIPE_CHECK = 1000;

  private final SpanReader reader;
  private final FilterArguments filter;
  private final int limit;
  private int count;
  private boolean cut;

  MatchingSpans(SpanReader reader, FilterArguments filter) {
    this.reader = reader;
    this.filter = filter;
    this.limit = filter.limit(Integer.MAX_VALUE);
  }

  /** Ends when nobody reads {@code out}, where the consumer writes. */
  void forEach(Consumer<StoredSpan> consumer, PrintWriter out) {
    SpanScan.whileTrue(reader, filter.query(reader), span -> take(span, consumer, out));
  }

  int count() {
    return count;
  }

  /** Whether there was more than the limit. */
  boolean cut() {
    return cut;
  }

  private boolean take(StoredSpan span, Consumer<StoredSpan> consumer, PrintWriter out) {
    if (!filter.admits(span)) {
      return true;
    }
    if (count == limit) {
      cut = true;
      return false;
    }
    consumer.accept(span);
    count++;
    if (count % PIPE_CHECK == 0) {
      PipeClosed.check(out);
    }
    return true;
  }
}
