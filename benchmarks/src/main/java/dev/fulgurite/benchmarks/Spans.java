package dev.fulgurite.benchmarks;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Tracer;

/** The spans that benchmarks emit. */
final class Spans {
  private static final AttributeKey<Long> STEP = AttributeKey.longKey("step");
  private static final AttributeKey<String> AGENT = AttributeKey.stringKey("gen_ai.agent.name");
  private static final AttributeKey<Boolean> CACHED = AttributeKey.booleanKey("cached");
  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("message");

  /** Three short attributes. */
  static void emitOne(Tracer tracer, long step) {
    tracer
        .spanBuilder("plan")
        .setAttribute(STEP, step)
        .setAttribute(AGENT, "planner")
        .setAttribute(CACHED, true)
        .startSpan()
        .end();
  }

  /** The same and a text. */
  static void emitOne(Tracer tracer, long step, String message) {
    tracer
        .spanBuilder("plan")
        .setAttribute(STEP, step)
        .setAttribute(AGENT, "planner")
        .setAttribute(CACHED, true)
        .setAttribute(MESSAGE, message)
        .startSpan()
        .end();
  }

  static void emit(Tracer tracer, int spans) {
    for (int i = 0; i < spans; i++) {
      emitOne(tracer, i);
    }
  }

  private Spans() {}
}
