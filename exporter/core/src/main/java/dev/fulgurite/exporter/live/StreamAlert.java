package dev.fulgurite.exporter.live;

import java.util.Locale;
import java.util.Optional;

/**
 * A figure of a stream that is too high.
 *
 * @param value what it is, from 0 to 1
 * @param threshold what it is above
 */
public record StreamAlert(Measure measure, Level level, double value, double threshold) {
  /** How bad it is. */
  public enum Level {
    WARNING,
    CRITICAL
  }

  /** What is looked at. */
  public enum Measure {
    /** Warning above 70 %, critical above 90 %: read faster, or enlarge {@code maxSize}. */
    QUEUE_USAGE(0.7, 0.9),
    /** Warning above 1 %, critical above 5 %: the same, or another policy. */
    DROP_RATE(0.01, 0.05),
    /** Warning above 5 %, critical above 10 %: look at what the handler throws. */
    RETRY_RATE(0.05, 0.1);

    private final double warning;
    private final double critical;

    Measure(double warning, double critical) {
      this.warning = warning;
      this.critical = critical;
    }

    private double of(StreamStatistics statistics) {
      return switch (this) {
        case QUEUE_USAGE -> statistics.queueUsage();
        case DROP_RATE -> statistics.dropRate();
        case RETRY_RATE -> statistics.retryRate();
      };
    }

    Optional<StreamAlert> alert(StreamStatistics statistics) {
      double now = of(statistics);
      if (now > critical) {
        return Optional.of(new StreamAlert(this, Level.CRITICAL, now, critical));
      }
      return now > warning
          ? Optional.of(new StreamAlert(this, Level.WARNING, now, warning))
          : Optional.empty();
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s: %s %.1f %% > %.0f %%", level, measure, value * 100, threshold * 100);
  }
}
