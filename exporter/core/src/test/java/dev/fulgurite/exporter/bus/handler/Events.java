package dev.fulgurite.exporter.bus.handler;

import dev.fulgurite.exporter.bus.BusEvent;
import dev.fulgurite.exporter.bus.BusEventType;
import dev.fulgurite.exporter.bus.EventHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Events for tests, and a handler that keeps the ids of what it is told. */
final class Events implements EventHandler {
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  final List<String> ids = new CopyOnWriteArrayList<>();
  final List<String> calls = new CopyOnWriteArrayList<>();

  static BusEvent started(String id) {
    return of(id, BusEventType.AGENT_STARTED, null, NOON);
  }

  static BusEvent completed(String id, long millis) {
    return of(id, BusEventType.AGENT_COMPLETED, Duration.ofMillis(millis), NOON);
  }

  static BusEvent failed(String id, long millis) {
    return of(id, BusEventType.ERROR_OCCURRED, Duration.ofMillis(millis), NOON);
  }

  static BusEvent at(String id, Instant time) {
    return of(id, BusEventType.AGENT_STARTED, null, time);
  }

  private static BusEvent of(String id, BusEventType type, @Nullable Duration took, Instant time) {
    boolean error = type.equals(BusEventType.ERROR_OCCURRED);
    return new BusEvent(
        id,
        type,
        "planner",
        "u-1",
        "s-1",
        "t",
        "s",
        time,
        took,
        error ? "ValidationError" : null,
        error ? "no model" : null,
        Map.of("tier", id.startsWith("p") ? "premium" : "free"));
  }

  @Override
  public void handle(BusEvent event) {
    ids.add(event.id());
  }

  @Override
  public void tick(Instant now) {
    calls.add("tick");
  }

  @Override
  public void flush() {
    calls.add("flush");
  }
}
