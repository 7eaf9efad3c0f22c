package dev.fulgurite.exporter;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Lets the emitter wait for room. One stall costs an emitter at most one timeout: once somebody has
 * waited in vain, spans are refused at once until something is delivered.
 */
final class BlockWhenFull implements WhenFull {
  private static final long NEVER = -1;

  private final long timeoutNanos;

  /**
   * How often spans were delivered. That the worker takes spans is no progress: it also takes them
   * to a destination that keeps each batch for a while and then fails.
   */
  private final AtomicLong progress = new AtomicLong();

  /** The progress at which somebody waited in vain. */
  private volatile long stalledAt = NEVER;

  BlockWhenFull(Duration timeout) {
    timeoutNanos = NANOSECONDS.convert(timeout);
  }

  @Override
  public @Nullable String reserve(SpanQueue queue, QueuedSpan span) {
    if (Thread.currentThread() instanceof WorkerThread) {
      return Loss.QUEUE_FULL; // it would wait for itself
    }
    long before = progress.get();
    if (stalledAt == before) {
      return Loss.STALLED;
    }
    int size = queue.waiters().await(() -> queue.reserve(span), timeoutNanos);
    if (size == QueueLoad.CLOSED) {
      return Loss.SHUTDOWN;
    }
    if (size == QueueLoad.FULL) {
      stalledAt = before; // outdated at once where others overtook this span
      return Loss.BLOCK_TIMEOUT;
    }
    return null;
  }

  @Override
  public void onProgress() {
    progress.incrementAndGet();
  }
}
