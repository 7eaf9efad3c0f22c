package dev.fulgurite.exporter.bus.handler;

import dev.fulgurite.exporter.bus.BusEvent;
import dev.fulgurite.exporter.bus.EventHandler;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * How long agents take: percentiles of the execution times of what has ended, by agent. Needs
 * {@code org.hdrhistogram:HdrHistogram} on the class path, which nothing else here does.
 */
public final class DurationMetrics implements EventHandler {
  private static final int SIGNIFICANT_DIGITS = 3;
  private static final String UNNAMED = "";

  private final Map<String, Histogram> micros = new TreeMap<>();

  /**
   * The execution times of one agent, to a thousandth.
   *
   * @param count how many there were
   */
  public record Durations(
      long count,
      Duration average,
      Duration minimum,
      Duration maximum,
      Duration median,
      Duration percentile90,
      Duration percentile99) {
    private static Durations of(Histogram micros) {
      return new Durations(
          micros.getTotalCount(),
          duration(Math.round(micros.getMean())),
          duration(micros.getMinValue()),
          duration(micros.getMaxValue()),
          duration(micros.getValueAtPercentile(50)),
          duration(micros.getValueAtPercentile(90)),
          duration(micros.getValueAtPercentile(99)));
    }

    private static Duration duration(long micros) {
      return Duration.ofNanos(micros * 1_000);
    }
  }

  private DurationMetrics() {}

  /** Nothing measured yet. Subscribe it to what has an execution time. */
  public static DurationMetrics create() {
    return new DurationMetrics();
  }

  @Override
  public void handle(BusEvent event) {
    Duration time = event.executionTime();
    if (time != null) {
      String agent = event.agent() == null ? UNNAMED : event.agent();
      synchronized (micros) {
        micros
            .computeIfAbsent(agent, any -> new Histogram(SIGNIFICANT_DIGITS))
            .recordValue(Math.max(0, time.toNanos() / 1_000));
      }
    }
  }

  /** By agent, sorted; the empty name is for events that name none. */
  public Map<String, Durations> byAgent() {
    Map<String, Durations> all = new TreeMap<>();
    synchronized (micros) {
      micros.forEach((agent, histogram) -> all.put(agent, Durations.of(histogram)));
    }
    return Collections.unmodifiableMap(all);
  }
}
