package dev.fulgurite.exporter.bus.handler;

import dev.fulgurite.exporter.bus.BusEvent;
import dev.fulgurite.exporter.bus.EventHandler;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;

/** Keeps the latest events, to look at while something is being understood. */
public final class EventTrace implements EventHandler {
  /** 10,000 events. */
  public static final int DEFAULT_CAPACITY = 10_000;

  private final int capacity;
  private final ArrayDeque<BusEvent> log = new ArrayDeque<>();

  private EventTrace(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, was " + capacity);
    }
    this.capacity = capacity;
  }

  /** Keeps {@link #DEFAULT_CAPACITY}. */
  public static EventTrace create() {
    return create(DEFAULT_CAPACITY);
  }

  /** Keeps {@code capacity} events; beyond, the oldest make way. */
  public static EventTrace create(int capacity) {
    return new EventTrace(capacity);
  }

  @Override
  public void handle(BusEvent event) {
    synchronized (log) {
      if (log.size() == capacity) {
        log.remove();
      }
      log.add(event);
    }
  }

  /** All that is kept, oldest first; errors have their type and message. */
  public List<BusEvent> log() {
    synchronized (log) {
      return List.copyOf(log);
    }
  }

  /** Those of one session. */
  public List<BusEvent> ofSession(String session) {
    return log().stream().filter(event -> Objects.equals(event.session(), session)).toList();
  }
}
