package dev.fulgurite.exporter;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets the emitter wait for room. One stall costs an emitter at most one timeout: once somebody has
 * waited in vain, spans are refused at once until the worker makes progress.
 */
final class BlockWhenFull implements WhenFull {
  private final long timeoutNanos;
  private boolean stalled;

  BlockWhenFull(Duration timeout) {
    timeoutNanos = NANOSECONDS.convert(timeout);
  }

  @Override
  public @Nullable String makeRoom(SpanQueue queue, QueuedSpan span) {
    if (Thread.currentThread() instanceof WorkerThread) {
      return Loss.QUEUE_FULL; // it would wait for itself
    }
    if (stalled) {
      return Loss.STALLED;
    }
    boolean interrupted = false;
    try {
      long deadline = System.nanoTime() + timeoutNanos;
      while (!queue.fits(span)) {
        long remaining = deadline - System.nanoTime();
        if (remaining <= 0) {
          stalled = true;
          return Loss.BLOCK_TIMEOUT;
        }
        interrupted |= queue.awaitRoom(remaining);
        if (queue.isClosed()) {
          return Loss.SHUTDOWN;
        }
      }
      return null;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void onProgress() {
    stalled = false;
  }
}
