package dev.fulgurite.exporter.outbox;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.exporter.delivery.RetryPolicy;
import java.time.Duration;

/**
 * How spans are sent on.
 *
 * @param destination the name in the ledger and of the cursor, such as {@code otlp}
 * @param fromBeginning whether a destination that the store does not know yet gets all that the
 *     store holds; else what this run stores
 * @param batch what a batch may hold
 * @param pace how long things may take
 */
public record ForwardSettings(String destination, boolean fromBeginning, Batch batch, Pace pace) {
  /**
   * Of one partition; so many times the number of partitions is held on the heap at most.
   *
   * @param bytes about, on the heap; a batch has at least one span
   */
  public record Batch(int spans, long bytes) {}

  /**
   * @param timeout after which an export without an answer is tried again
   * @param lease how long a process that has died keeps its place
   * @param firstRetry the wait after a first failure; those that follow are longer by half
   * @param longestRetry the longest wait, unless the destination asks for a longer one
   */
  public record Pace(Duration timeout, Duration lease, Duration firstRetry, Duration longestRetry) {
    /** 30 s, 10 s, 1 s, 10 s. */
    public static final Pace DEFAULT =
        new Pace(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10));

    private static final Duration FOREVER = Duration.ofDays(365);

    /** Nothing changes until somebody corrects a setting. */
    private static final int PATIENCE_WHEN_REFUSED = 6;

    /** Never gives up. */
    RetryPolicy whenUnavailable() {
      return policy(firstRetry, longestRetry);
    }

    RetryPolicy whenRefused() {
      Duration wait = longestRetry.multipliedBy(PATIENCE_WHEN_REFUSED);
      return policy(wait, wait);
    }

    private static RetryPolicy policy(Duration first, Duration longest) {
      return RetryPolicy.builder()
          .setMaxAttempts(Integer.MAX_VALUE)
          .setMaxElapsed(FOREVER)
          .setInitialBackoff(first)
          .setMaxBackoff(longest)
          .build();
    }
  }

  /** Nothing may be null. */
  public ForwardSettings {
    requireNonNull(destination, "destination");
    requireNonNull(batch, "batch");
    requireNonNull(pace, "pace");
  }

  /** Batches of 512 spans and 8 MiB, from now on, at the default pace. */
  public static ForwardSettings of(String destination) {
    return new ForwardSettings(destination, false, new Batch(512, 8L << 20), Pace.DEFAULT);
  }
}
