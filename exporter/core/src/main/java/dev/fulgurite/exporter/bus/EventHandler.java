package dev.fulgurite.exporter.bus;

import java.time.Instant;

/**
 * Is told of events. Implementations must be thread-safe: up to as many threads as the subscription
 * allows call at once, but never two with events of the same session, whose order is kept. May
 * block; only this handler's own events wait then. What it throws is counted and said once. An
 * event may come twice where a program replays it: its id tells.
 */
@FunctionalInterface
public interface EventHandler {
  /** Handles one event. An interrupt says that the call has taken too long, or the bus closes. */
  void handle(BusEvent event) throws Exception;

  /** Called about once a second, also while there are no events. Does nothing by default. */
  default void tick(Instant now) throws Exception {}

  /**
   * Hands on whatever is held back, such as half a batch: at a flush, at the end of a subscription
   * and of the bus. May be called more than once. Does nothing by default.
   */
  default void flush() throws Exception {}
}
