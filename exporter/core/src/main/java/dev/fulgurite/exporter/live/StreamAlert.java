package dev.fulgurite.exporter.live;

import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

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
    QUEUE_USAGE(StreamStatistics::queueUsage, 0.7, 0.9),
    /** Warning above 1 %, critical above 5 %: the same, or another policy. */
    DROP_RATE(StreamStatistics::dropRate, 0.01, 0.05),
    /** Warning above 5 %, critical above 10 %: look at what the handler throws. */
    RETRY_RATE(StreamStatistics::retryRate, 0.05, 0.1);

    private final ToDoubleFunction<StreamStatistics> value;
    private final double warning;
    private final double critical;

    Measure(ToDoubleFunction<StreamStatistics> value, double warning, double critical) {
      this.value = value;
      this.warning = warning;
      this.critical = critical;
    }

    Optional<StreamAlert> alert(StreamStatistics statistics) {
      double now = value.applyAsDouble(statistics);
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
