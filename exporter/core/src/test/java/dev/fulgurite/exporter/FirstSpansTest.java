package dev.fulgurite.exporter;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.exporter.sampling.SamplingRule;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The first span starts the worker while another, left out, has something to tell it. They meet at
 * random moments; {@code -Pstress} lets them meet often enough to find what one in thousands does.
 */
class FirstSpansTest {
  private static final long SEED = Long.getLong("fulgurite.test.seed", 20261122L);
  private static final int MEETINGS = Boolean.getBoolean("fulgurite.test.full") ? 50_000 : 3_000;
  private static final int MOST_SPINS = 12_000;
  private static final int PATIENCE_SECONDS = 30;

  private final ExecutorService emitters = Executors.newFixedThreadPool(2);
  private final CyclicBarrier together = new CyclicBarrier(2);

  @AfterEach
  void stop() {
    emitters.shutdownNow();
  }

  @Test
  void firstSpan_isDelivered_whateverItMeets() throws Exception {
    Random random = new Random(SEED);
    for (int meeting = 0; meeting < MEETINGS; meeting++) {
      EventSpanProcessor processor = processor();
      meet(processor, random.nextInt(MOST_SPINS));
      assertThat(processor.forceFlush().join(PATIENCE_SECONDS, SECONDS).isSuccess())
          .as("meeting %d of seed %d: %s", meeting, SEED, processor.ledger())
          .isTrue();
      assertThat(processor.ledger().delivered()).isEqualTo(1);
      processor.shutdown().join(PATIENCE_SECONDS, SECONDS);
    }
  }

  private static EventSpanProcessor processor() {
    return EventSpanProcessor.builder(new MoodyExporter(Behaviour.FAST, SEED))
        .setScheduleDelay(Duration.ofMillis(1))
        .setSampling(sampling -> sampling.setRules(SamplingRule.parse("kind:span=0")))
        .setWarnings(line -> {})
        .build();
  }

  private void meet(EventSpanProcessor processor, int spins) throws Exception {
    Tracer tracer = SdkTracerProvider.builder().addSpanProcessor(processor).build().get("first");
    Future<?> kept = emitters.submit(() -> emit(tracer, AgentLightning.EXCEPTION_SPAN, 0));
    Future<?> leftOut = emitters.submit(() -> emit(tracer, "ordinary", spins));
    kept.get(PATIENCE_SECONDS, SECONDS);
    leftOut.get(PATIENCE_SECONDS, SECONDS);
  }

  private Void emit(Tracer tracer, String name, int spins) throws Exception {
    together.await();
    for (int i = 0; i < spins; i++) {
      Thread.onSpinWait();
    }
    tracer.spanBuilder(name).startSpan().end();
    return null;
  }
}
