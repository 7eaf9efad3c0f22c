package dev.fulgurite.exporter.bus.handler;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.exporter.bus.BusEvent;
import dev.fulgurite.exporter.bus.EventHandler;
import java.util.function.Predicate;

/** Hands on what passes a condition. */
public final class FilteringHandler extends Wrapping {
  private final Predicate<BusEvent> condition;

  private FilteringHandler(Predicate<BusEvent> condition, EventHandler handler) {
    super(handler);
    this.condition = requireNonNull(condition, "condition");
  }

  /** {@code handler} gets the events for which {@code condition} is true. */
  public static FilteringHandler of(Predicate<BusEvent> condition, EventHandler handler) {
    return new FilteringHandler(condition, handler);
  }

  @Override
  public void handle(BusEvent event) throws Exception {
    if (condition.test(event)) {
      pass(event);
    }
  }
}
