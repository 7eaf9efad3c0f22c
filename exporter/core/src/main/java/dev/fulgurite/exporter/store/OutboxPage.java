package dev.fulgurite.exporter.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Spans of one partition, in the order they arrived. Immutable.
 *
 * @param through the position up to which this is all of the partition
 * @param unreadable spans among it whose rows are damaged
 * @param partial whether more may follow
 */
public record OutboxPage(
    int partition, List<StoredSpan> spans, long through, int unreadable, boolean partial) {

  /** Takes its own copy of the list. */
  public OutboxPage {
    spans = List.copyOf(spans);
  }

  /** How many spans were dealt with by reading. */
  public int taken() {
    return spans.size() + unreadable;
  }

  /** A page in the making, bounded in spans and about in bytes of heap. Not thread-safe. */
  public static final class Filling {
    private final int partition;
    private final long after;
    private final int maxSpans;
    private final long maxBytes;
    private final List<StoredSpan> spans = new ArrayList<>();
    private long bytes;
    private long last;
    private int unreadable;

    /**
     * @param after the position that the page follows
     * @param maxBytes at least one span is taken, however large
     */
    public Filling(int partition, long after, int maxSpans, long maxBytes) {
      this.partition = partition;
      this.after = after;
      this.maxSpans = maxSpans;
      this.maxBytes = maxBytes;
      this.last = after;
    }

    public int partition() {
      return partition;
    }

    public long after() {
      return after;
    }

    /** Whether another span may be added. */
    public boolean hasRoom() {
      return spans.size() + unreadable < maxSpans && bytes < maxBytes;
    }

    /** Adds the next span. */
    public void add(long position, StoredSpan span) {
      spans.add(span);
      bytes += SpanSize.of(span);
      last = position;
    }

    /** Passes over a span that cannot be read. */
    public void skip(long position) {
      unreadable++;
      last = position;
    }

    /** There was room for all up to {@code newest}. */
    public OutboxPage complete(long newest) {
      return new OutboxPage(partition, spans, Math.max(after, newest), unreadable, false);
    }

    /** There was room up to the span that was added last. */
    public OutboxPage full() {
      return new OutboxPage(partition, spans, last, unreadable, true);
    }
  }
}
