package dev.fulgurite.agent.runtime;

import dev.fulgurite.agent.boundary.EndedSpan;
import dev.fulgurite.agent.boundary.SpanTap;
import dev.fulgurite.agent.log.Console;

/** Takes copies of other pipelines' spans to the local store. */
public final class Tap implements SpanTap {
  private final Pipeline pipeline;
  private final boolean on;

  /**
   * @param on whether the settings want it
   */
  public Tap(Pipeline pipeline, boolean on) {
    this.pipeline = pipeline;
    this.on = on;
  }

  @Override
  public boolean isOn() {
    return on;
  }

  @Override
  public void ended(EndedSpan span) {
    Console.guard(
        "keeping a span of the application's SDK", () -> pipeline.keep(TappedSpan.of(span)));
  }
}
