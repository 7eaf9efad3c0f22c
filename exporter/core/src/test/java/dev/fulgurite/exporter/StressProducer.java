package dev.fulgurite.exporter;

import dev.fulgurite.api.semconv.AgentLightning;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/** Emits the share of one thread, and where its turn comes it flushes or shuts down. */
final class StressProducer implements Runnable {
  private final Stage stage;
  private final Random random;
  private final List<Integer> mine = new ArrayList<>();

  /**
   * What the producers of a case share.
   *
   * @param brokenPromises spans that were not delivered though the answer was success
   */
  record Stage(
      StressCase drawn,
      EventSpanProcessor processor,
      Fates fates,
      Tracer tracer,
      Queue<String> brokenPromises) {}

  StressProducer(Stage stage, int index) {
    this.stage = stage;
    this.random = new Random(stage.drawn.seed() * 31 + index);
  }

  @Override
  public void run() {
    for (int i = stage.drawn.spans() / stage.drawn.producers(); i > 0; i--) {
      Span span = next().startSpan();
      span.end();
      int number = Fates.number(span.getSpanContext().getSpanId());
      mine.add(number);
      if (stage.drawn.flushesAt().contains(number)) {
        check(stage.processor.forceFlush());
      }
      if (stage.drawn.shutdownAt() == number) {
        check(stage.processor.shutdown());
      }
    }
  }

  /** Success promises that what was under way has been delivered. */
  private void check(CompletableResultCode answer) {
    List<Integer> underWay = mine.stream().filter(span -> !stage.fates.isSettled(span)).toList();
    answer.whenComplete(
        () -> {
          if (answer.isSuccess()) {
            underWay.stream()
                .filter(span -> !stage.fates.is(span, Witness.DELIVERED))
                .forEach(span -> stage.brokenPromises.add("span " + span));
          }
        });
  }

  private SpanBuilder next() {
    int kind = random.nextInt(100);
    if (kind < 5) {
      return stage.tracer.spanBuilder(AgentLightning.EXCEPTION_SPAN);
    }
    SpanBuilder builder = stage.tracer.spanBuilder("s").setAttribute("k", "x".repeat(kind * 3));
    builder.setAttribute(AgentLightning.ROLLOUT_ID, kind % 2 == 0 ? "even" : "odd");
    if (kind > 97) {
      builder.setAttribute(MoodyExporter.POISON, true);
    }
    return kind < 10 ? builder.setAttribute(AgentLightning.PRIMARY_REWARD_VALUE, 1.0) : builder;
  }
}
