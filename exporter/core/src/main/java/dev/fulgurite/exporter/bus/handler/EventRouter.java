package dev.fulgurite.exporter.bus.handler;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.exporter.bus.BusEvent;
import dev.fulgurite.exporter.bus.BusEventType;
import dev.fulgurite.exporter.bus.EventHandler;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Hands each event to the handlers of its type, in the order in which they were added. One that
 * throws keeps the event from no other; the first failure is the router's.
 */
public final class EventRouter implements EventHandler {
  private final List<Route> routes = new CopyOnWriteArrayList<>();

  private record Route(BusEventType type, EventHandler handler) {}

  private interface Call {
    void on(EventHandler handler) throws Exception;
  }

  private EventRouter() {}

  /** A router without routes: it ignores every event. */
  public static EventRouter create() {
    return new EventRouter();
  }

  /** From now on {@code handler} gets events of {@code type}. Returns this router. */
  public EventRouter route(BusEventType type, EventHandler handler) {
    routes.add(new Route(requireNonNull(type, "type"), requireNonNull(handler, "handler")));
    return this;
  }

  @Override
  public void handle(BusEvent event) throws Exception {
    each(event.type(), handler -> handler.handle(event));
  }

  @Override
  public void tick(Instant now) throws Exception {
    each(null, handler -> handler.tick(now));
  }

  @Override
  public void flush() throws Exception {
    each(null, EventHandler::flush);
  }

  private void each(@Nullable BusEventType type, Call call) throws Exception {
    Exception first = null;
    for (Route route : routes) {
      if (type == null || route.type.includes(type)) {
        try {
          call.on(route.handler);
        } catch (Exception e) {
          first = first == null ? e : first;
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
