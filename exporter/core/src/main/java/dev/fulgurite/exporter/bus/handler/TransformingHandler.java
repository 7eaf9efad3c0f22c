package dev.fulgurite.exporter.bus.handler;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.exporter.bus.BusEvent;
import dev.fulgurite.exporter.bus.EventHandler;
import java.util.function.UnaryOperator;

/** Changes events before they are handled; other handlers get them as they were. */
public final class TransformingHandler extends Wrapping {
  private final UnaryOperator<BusEvent> transformation;

  private TransformingHandler(UnaryOperator<BusEvent> transformation, EventHandler handler) {
    super(handler);
    this.transformation = requireNonNull(transformation, "transformation");
  }

  /** {@code handler} gets what {@code transformation} makes of each event. */
  public static TransformingHandler of(
      UnaryOperator<BusEvent> transformation, EventHandler handler) {
    return new TransformingHandler(transformation, handler);
  }

  @Override
  public void handle(BusEvent event) throws Exception {
    pass(transformation.apply(event));
  }
}
