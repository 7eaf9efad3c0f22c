package dev.fulgurite.exporter.bus.handler;

import dev.fulgurite.exporter.bus.BusEvent;
import dev.fulgurite.exporter.bus.EventHandler;
import java.time.Duration;
import java.util.Collections;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;

/** Counts events by type, and sums up execution times by agent. */
public final class EventStatistics implements EventHandler {
  private final Map<String, Long> byType = new TreeMap<>();
  private final Map<String, LongSummaryStatistics> nanosByAgent = new TreeMap<>();

  /**
   * What was counted.
   *
   * @param byType by the word of the type; sums to {@code totalEvents}
   * @param timing by agent, of those that have one
   */
  public record Summary(long totalEvents, Map<String, Long> byType, Map<String, Timing> timing) {}

  /** Execution times of one agent. */
  public record Timing(long count, Duration average, Duration minimum, Duration maximum) {
    private static Timing of(LongSummaryStatistics nanos) {
      return new Timing(
          nanos.getCount(),
          Duration.ofNanos(Math.round(nanos.getAverage())),
          Duration.ofNanos(nanos.getMin()),
          Duration.ofNanos(nanos.getMax()));
    }
  }

  private EventStatistics() {}

  /** Nothing counted yet. */
  public static EventStatistics create() {
    return new EventStatistics();
  }

  @Override
  public synchronized void handle(BusEvent event) {
    byType.merge(event.type().word(), 1L, Long::sum);
    Duration time = event.executionTime();
    String agent = event.agent();
    if (time != null && agent != null) {
      nanosByAgent
          .computeIfAbsent(agent, any -> new LongSummaryStatistics())
          .accept(time.toNanos());
    }
  }

  /** What was counted until now. */
  public synchronized Summary summary() {
    Map<String, Timing> timing = new TreeMap<>();
    nanosByAgent.forEach((agent, nanos) -> timing.put(agent, Timing.of(nanos)));
    long total = byType.values().stream().mapToLong(Long::longValue).sum();
    return new Summary(
        total,
        Collections.unmodifiableMap(new TreeMap<>(byType)),
        Collections.unmodifiableMap(timing));
  }
}
