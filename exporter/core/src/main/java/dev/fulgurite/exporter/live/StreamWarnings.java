package dev.fulgurite.exporter.live;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Says that steps were dropped: at once, and then at most once a minute. Thread-safe. */
final class StreamWarnings {
  private static final long INTERVAL_NANOS = 60_000_000_000L;

  private final StreamSettings settings;
  private final AtomicLong due = new AtomicLong(System.nanoTime());

  StreamWarnings(StreamSettings settings) {
    this.settings = settings;
  }

  void dropped(Supplier<StreamStatistics> statistics) {
    long now = System.nanoTime();
    long at = due.get();
    if (now - at < 0 || !due.compareAndSet(at, now + INTERVAL_NANOS)) {
      return;
    }
    StreamStatistics counts = statistics.get();
    System.getLogger("dev.fulgurite")
        .log(
            Level.WARNING,
            "readers of session '%s' have missed %d of %d steps so far %s (maxSize=%d, policy=%s): read faster or enlarge maxSize; the store has them"
                .formatted(
                    settings.session(),
                    counts.droppedCount(),
                    counts.offeredCount(),
                    counts.droppedByReason(),
                    settings.maxSize(),
                    settings.policy()));
  }
}
