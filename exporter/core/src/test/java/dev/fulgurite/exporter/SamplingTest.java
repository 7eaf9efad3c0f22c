package dev.fulgurite.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.sampling.SamplingControl;
import dev.fulgurite.exporter.sampling.SamplingRule;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SamplingTest {
  private static final int TRACES = 600;
  private static final int CHILDREN = 5;

  @Test
  @Tag("seed:001.sample-rate.live")
  void everyTrace_isWholeOrAbsent_whenTheRateChangesMeanwhile() throws InterruptedException {
    try (Pipeline pipeline = new Pipeline(b -> b.setMaxQueueSize(1 << 20))) {
      Map<String, Integer> emitted = new ConcurrentHashMap<>();
      List<Thread> threads =
          IntStream.range(0, 4)
              .mapToObj(i -> new Thread(() -> emitTraces(pipeline, new Random(i), emitted)))
              .toList();
      threads.forEach(Thread::start);
      Random random = new Random(7);
      while (threads.stream().anyMatch(Thread::isAlive)) {
        pipeline.processor.sampling().setRate(random.nextInt(5) / 4.0);
        Thread.yield();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(pipeline.flush()).isTrue();
      Map<String, Integer> kept = new HashMap<>();
      pipeline.exporter.batches.stream()
          .flatMap(Collection::stream)
          .map(SpanData::getTraceId)
          .forEach(trace -> kept.merge(trace, 1, Integer::sum));
      kept.forEach((trace, spans) -> assertThat(spans).isEqualTo(emitted.get(trace)));
      assertThat(kept).isNotEmpty();
      assertThat(kept.size()).isLessThan(emitted.size());
    }
  }

  /** Roots that overlap, with children that start and end before, while and after they do. */
  private static void emitTraces(Pipeline pipeline, Random random, Map<String, Integer> emitted) {
    Span previous = Span.getInvalid();
    for (int i = 0; i < TRACES; i++) {
      Span root = pipeline.tracer.spanBuilder("root").setNoParent().startSpan();
      Context context = Context.root().with(root);
      for (int child = 0; child < CHILDREN; child++) {
        Span span = pipeline.tracer.spanBuilder("child").setParent(context).startSpan();
        if (random.nextBoolean()) {
          Thread.yield();
        }
        span.end();
      }
      emitted.put(root.getSpanContext().getTraceId(), CHILDREN + 1);
      previous.end();
      previous = root;
    }
    previous.end();
  }

  @Test
  void trace_keepsItsRate_whenItBeganBeforeTheFirstChange() {
    try (Pipeline pipeline = new Pipeline(b -> b)) {
      Span root = pipeline.tracer.spanBuilder("root").startSpan();
      Context context = Context.root().with(root);
      pipeline.tracer.spanBuilder("before").setParent(context).startSpan().end();
      pipeline.processor.sampling().setRate(0);
      pipeline.tracer.spanBuilder("after").setParent(context).startSpan().end();
      root.end();
      pipeline.emit("new");
      assertThat(pipeline.flush()).isTrue();
      assertThat(pipeline.exporter.names()).containsExactly("before", "after", "root");
      assertThat(pipeline.ledger().detail().sampledOutByReason())
          .containsOnly(Map.entry("rate", 1L));
    }
  }

  @Test
  void reasons_sumUp_whenEverythingIsLimited() {
    try (Pipeline pipeline =
        new Pipeline(b -> b.setSampleRate(0.8).setSampling(SamplingTest::limit))) {
      for (int i = 0; i < 400; i++) {
        pipeline
            .tracer
            .spanBuilder("tool")
            .setAttribute(GenAi.OPERATION_NAME, i % 2 == 0 ? GenAi.EXECUTE_TOOL : "")
            .setAttribute(GenAi.AGENT_NAME, i % 3 == 0 ? "planner" : "worker")
            .startSpan()
            .end();
        pipeline.reward(i);
      }
      assertThat(pipeline.flush()).isTrue();
      LedgerSnapshot ledger = pipeline.ledger();
      Map<String, Long> reasons = ledger.detail().sampledOutByReason();
      assertThat(reasons).containsOnlyKeys("rate", "rule", "token_bucket", "burst");
      assertThat(reasons.values()).allMatch(count -> count > 0);
      assertThat(reasons.values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(ledger.sampledOut());
      assertThat(ledger.delivered()).isEqualTo(400 + 20);
      assertThat(ledger.emitted()).isEqualTo(ledger.delivered() + ledger.sampledOut());
    }
  }

  private static void limit(SamplingControl control) {
    control
        .setRules(SamplingRule.parse("kind:tool=0.5,agent:planner=0"))
        .setMaxPerSecond(0.001, 50)
        .setBurstLimit(20, Duration.ofHours(1));
  }

  @Test
  void limits_endAtOnce_whenTakenBack() {
    try (Pipeline pipeline = new Pipeline(b -> b.setSampling(SamplingTest::limit))) {
      pipeline
          .processor
          .sampling()
          .setRules(List.of())
          .setMaxPerSecond(Double.POSITIVE_INFINITY, 1)
          .clearBurstLimit();
      pipeline.emit("s", 0, 100);
      assertThat(pipeline.flush()).isTrue();
      assertThat(pipeline.ledger().delivered()).isEqualTo(100);
    }
  }

  @Test
  void control_namesWhatIsWrong_andChangesNothing() {
    try (Pipeline pipeline = new Pipeline(b -> b)) {
      SamplingControl control = pipeline.processor.sampling();
      assertThatThrownBy(() -> control.setRate(1.1))
          .hasMessage("sampleRate must be from 0.0 to 1.0, was 1.1");
      assertThatThrownBy(() -> control.setMaxPerSecond(0, 1))
          .hasMessageContaining("perSecond must be above 0");
      assertThatThrownBy(() -> control.setMaxPerSecond(1, 0))
          .hasMessage("burst must be at least 1, was 0");
      assertThatThrownBy(() -> control.setBurstLimit(0, Duration.ofSeconds(1)))
          .hasMessage("spans must be at least 1, was 0");
      assertThatThrownBy(() -> control.setBurstLimit(1, Duration.ZERO))
          .hasMessage("window must be above zero, was PT0S");
      assertThat(control.rate()).isEqualTo(1);
      pipeline.emit("s", 0, 10);
      assertThat(pipeline.flush()).isTrue();
      assertThat(pipeline.ledger().delivered()).isEqualTo(10);
    }
  }
}
