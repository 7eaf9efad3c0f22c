package dev.fulgurite.exporter.bus.handler;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.exporter.bus.BusEvent;
import dev.fulgurite.exporter.bus.EventHandler;
import java.time.Instant;

/** A handler around another, which is told the time and made to flush as well. */
abstract class Wrapping implements EventHandler {
  private final EventHandler handler;

  Wrapping(EventHandler handler) {
    this.handler = requireNonNull(handler, "handler");
  }

  void pass(BusEvent event) throws Exception {
    handler.handle(event);
  }

  @Override
  public void tick(Instant now) throws Exception {
    handler.tick(now);
  }

  @Override
  public void flush() throws Exception {
    handler.flush();
  }
}
