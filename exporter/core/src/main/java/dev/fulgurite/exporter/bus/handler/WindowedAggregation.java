package dev.fulgurite.exporter.bus.handler;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.exporter.bus.BusEvent;
import dev.fulgurite.exporter.bus.BusEventType;
import dev.fulgurite.exporter.bus.EventHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells when many events of one type and agent come within a window: at the event that makes the
 * threshold full, and at each further one while the window holds as many.
 */
public final class WindowedAggregation implements EventHandler {
  /** 60 seconds. */
  public static final Duration DEFAULT_WINDOW = Duration.ofSeconds(60);

  /** 10 events. */
  public static final int DEFAULT_THRESHOLD = 10;

  /** Of one type and agent; beyond, the oldest make way. */
  private static final int MOST = 10_000;

  private final Duration window;
  private final int threshold;
  private final Consumer<Aggregate> target;
  private final InstantSource clock;
  private final Map<Key, ArrayDeque<BusEvent>> recent = new HashMap<>();

  /**
   * Events of one type and agent.
   *
   * @param agent null for events that name none
   * @param events those within the window, oldest first
   */
  public record Aggregate(BusEventType type, @Nullable String agent, List<BusEvent> events) {}

  private record Key(BusEventType type, @Nullable String agent) {}

  private WindowedAggregation(
      Duration window, int threshold, Consumer<Aggregate> target, InstantSource clock) {
    if (threshold < 1) {
      throw new IllegalArgumentException("threshold must be at least 1, was " + threshold);
    }
    this.window = requireNonNull(window, "window");
    this.threshold = threshold;
    this.target = requireNonNull(target, "target");
    this.clock = requireNonNull(clock, "clock");
  }

  /** Tells {@code target}, by the default window and threshold. */
  public static WindowedAggregation of(Consumer<Aggregate> target) {
    return of(DEFAULT_WINDOW, DEFAULT_THRESHOLD, target, InstantSource.system());
  }

  /** Tells {@code target} when {@code threshold} events lie within {@code window}. */
  public static WindowedAggregation of(
      Duration window, int threshold, Consumer<Aggregate> target, InstantSource clock) {
    return new WindowedAggregation(window, threshold, target, clock);
  }

  @Override
  public void handle(BusEvent event) {
    Aggregate full = add(event);
    if (full != null) {
      target.accept(full);
    }
  }

  private synchronized @Nullable Aggregate add(BusEvent event) {
    Key key = new Key(event.type(), event.agent());
    ArrayDeque<BusEvent> events = recent.computeIfAbsent(key, any -> new ArrayDeque<>());
    forgetOld(events, clock.instant());
    if (events.size() == MOST) {
      events.remove();
    }
    events.add(event);
    return events.size() < threshold
        ? null
        : new Aggregate(event.type(), event.agent(), List.copyOf(events));
  }

  /** Forgets what has left the window. */
  @Override
  public synchronized void tick(Instant now) {
    Iterator<ArrayDeque<BusEvent>> all = recent.values().iterator();
    while (all.hasNext()) {
      ArrayDeque<BusEvent> events = all.next();
      forgetOld(events, now);
      if (events.isEmpty()) {
        all.remove();
      }
    }
  }

  private void forgetOld(ArrayDeque<BusEvent> events, Instant now) {
    Instant since = now.minus(window);
    events.removeIf(event -> !event.time().isAfter(since)); // times of sessions are not in order
  }
}
