package dev.fulgurite.exporter;

import java.time.Duration;

/** Queues for a known load; each sends at most 100 spans at once, after at most 5 s. */
public enum LoadPreset {
  /** Under 100 spans a second: 100 may wait, then the emitter does. */
  LOW(100, OverflowPolicy.BLOCK),
  /** Up to 1,000 a second: 500 may wait, then the oldest goes. */
  MEDIUM(500, OverflowPolicy.DROP_OLDEST),
  /** More: 2,000 may wait, then the oldest goes. */
  HIGH(2000, OverflowPolicy.DROP_OLDEST);

  private final int maxQueueSize;
  private final OverflowPolicy overflowPolicy;

  LoadPreset(int maxQueueSize, OverflowPolicy overflowPolicy) {
    this.maxQueueSize = maxQueueSize;
    this.overflowPolicy = overflowPolicy;
  }

  public int maxQueueSize() {
    return maxQueueSize;
  }

  public OverflowPolicy overflowPolicy() {
    return overflowPolicy;
  }

  public int maxExportBatchSize() {
    return 100;
  }

  public Duration scheduleDelay() {
    return Duration.ofSeconds(5);
  }
}
