package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanSize;
import dev.fulgurite.exporter.store.StoredSpan;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spans that were asked for lately, as they were made of their rows and blocks, for all connections
 * that read one file in this process: who looks at a trace looks at it again. A committed span
 * never changes and its number never comes again, so its number is enough to find it. Who sees that
 * a step was counted in {@code pruned}, as every removal does, forgets them all. Held softly: a
 * program that needs the memory gets it. Thread-safe.
 */
final class RecentSpans {
  /** Where nothing is kept: for who sees what may never be committed. */
  static final RecentSpans NONE = new RecentSpans(0);

  private static final long MAX_BYTES = 16L << 20;

  /** Of the heap that the JVM may have. */
  private static final int SHARE = 32;

  private final long maxBytes;
  private SoftReference<Held> held = new SoftReference<>(null);
  private long steps;

  private record Weighed(StoredSpan span, long bytes) {}

  private static final class Held {
    final Map<Long, Weighed> spans = new LinkedHashMap<>(16, 0.75f, true);
    long bytes;

    void put(long seq, Weighed weighed, long maxBytes) {
      Weighed before = spans.put(seq, weighed);
      bytes += weighed.bytes - (before == null ? 0 : before.bytes);
      var eldest = spans.values().iterator();
      while (bytes > maxBytes) {
        bytes -= eldest.next().bytes;
        eldest.remove();
      }
    }
  }

  /**
   * @param maxBytes of all together, as {@link SpanSize} has it
   */
  RecentSpans(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  static RecentSpans ofDefaultSize() {
    return new RecentSpans(Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / SHARE));
  }

  /**
   * @param seen steps counted in {@code pruned}, as the reader sees the file
   */
  @Nullable StoredSpan get(long seen, long seq) {
    return maxBytes == 0 ? null : find(seen, seq); // those who share nothing wait for nobody
  }

  private synchronized @Nullable StoredSpan find(long seen, long seq) {
    Held now = isCurrent(seen) ? held.get() : null;
    Weighed found = now == null ? null : now.spans.get(seq);
    return found == null ? null : found.span;
  }

  /** Keeps it, unless a reader has seen more steps. */
  void put(long seen, long seq, StoredSpan span) {
    if (maxBytes > 0) {
      put(seen, seq, new Weighed(span, SpanSize.of(span)));
    }
  }

  private synchronized void put(long seen, long seq, Weighed weighed) {
    if (isCurrent(seen)) {
      Held now = held.get();
      if (now == null) {
        now = new Held();
        held = new SoftReference<>(now);
      }
      now.put(seq, weighed, maxBytes);
    }
  }

  private boolean isCurrent(long seen) {
    if (seen > steps) {
      forget();
      steps = seen;
    }
    return seen == steps;
  }

  synchronized void forget() {
    held = new SoftReference<>(null);
  }
}
