package dev.fulgurite.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EventSpanProcessorTest {
  @Test
  @Tag("seed:001.batches")
  void onEnd_deliversInBatches_whenManySpansEnd() {
    try (Pipeline pipeline = new Pipeline(b -> b.setMaxExportBatchSize(10))) {
      pipeline.emit("s", 0, 95);

      assertThat(pipeline.flush()).isTrue();
      assertThat(pipeline.exporter.names()).hasSize(95).doesNotHaveDuplicates();
      assertThat(pipeline.exporter.batches).allSatisfy(b -> assertThat(b).hasSizeLessThan(11));
      assertThat(pipeline.ledger().delivered()).isEqualTo(95);
      assertThat(pipeline.ledger().inFlight()).isZero();
    }
  }

  @Test
  @Tag("seed:001.back-pressure")
  void onEnd_deliversWithoutFlush_whenTheDelayHasPassed() {
    try (Pipeline pipeline = new Pipeline(UnaryOperator.identity())) {
      pipeline.emit("alone");

      await().until(() -> pipeline.ledger().delivered() == 1);
    }
  }

  @Test
  @Tag("seed:001.batches")
  @Tag("seed:001.back-pressure")
  void onEnd_deliversBeforeTheDelay_whenABatchIsFull() {
    UnaryOperator<EventSpanProcessorBuilder> patient =
        b -> b.setScheduleDelay(Duration.ofHours(1)).setMaxExportBatchSize(10);
    try (Pipeline pipeline = new Pipeline(patient)) {
      pipeline.emit("s", 0, 10);

      await().until(() -> pipeline.ledger().delivered() == 10);
    }
  }

  @Test
  void onEnd_deliversBeforeTheDelay_whenTheBytesAreUsedUp() {
    UnaryOperator<EventSpanProcessorBuilder> patient =
        b ->
            b.setScheduleDelay(Duration.ofHours(1))
                .setMaxQueueBytes(2000)
                .setOverflowPolicy(OverflowPolicy.BLOCK)
                .setBlockTimeout(Duration.ofSeconds(10));
    try (Pipeline pipeline = new Pipeline(patient)) {
      pipeline.emit("s", 0, 50);

      assertThat(pipeline.flush()).isTrue();
      assertThat(pipeline.ledger().delivered()).isEqualTo(50);
    }
  }

  @Test
  void export_getsItsOwnImmutableList_whenBatchesFollow() {
    try (Pipeline pipeline = new Pipeline(UnaryOperator.identity())) {
      pipeline.emit("first");
      pipeline.flush();
      Collection<?> first = pipeline.exporter.batches.get(0);
      pipeline.emit("second");
      pipeline.flush();

      assertThat(first).hasSize(1);
      assertThatThrownBy(first::clear).isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void build_startsNothing_untilTheFirstSpan() {
    String name = "lazy" + System.nanoTime();
    try (Pipeline pipeline = new Pipeline(b -> b.setDestination(name))) {
      assertThat(threads(name)).isEmpty();
      assertThat(pipeline.flush()).isTrue();
      assertThat(threads(name)).isEmpty();

      pipeline.emit("s");
      assertThat(threads(name))
          .isNotEmpty()
          .allMatch(Thread::isDaemon)
          .allMatch(thread -> thread.getContextClassLoader() == null);
    }
    await().until(() -> threads(name).isEmpty());
  }

  @Test
  void worker_goesOn_whenInterrupted() {
    String name = "interrupted" + System.nanoTime();
    try (Pipeline pipeline = new Pipeline(b -> b.setDestination(name))) {
      pipeline.emit("before");
      pipeline.flush();
      threads(name).forEach(Thread::interrupt);
      pipeline.emit("after");

      assertThat(pipeline.flush()).isTrue();
      assertThat(pipeline.exporter.names()).containsExactly("before", "after");
    }
  }

  @Test
  @Tag("seed:001.filter")
  @Tag("seed:001.conditions")
  void onEnd_countsNothing_whenTheSpanIsNotSampled() {
    try (Pipeline pipeline = new Pipeline(UnaryOperator.identity())) {
      SdkTracerProvider off =
          SdkTracerProvider.builder()
              .setSampler(Sampler.alwaysOff())
              .addSpanProcessor(pipeline.processor)
              .build();
      off.get("test").spanBuilder("s").startSpan().end();

      assertThat(pipeline.ledger().emitted()).isZero();
    }
  }

  @Test
  @Tag("seed:001.sample-rate")
  void sampleRate_keepsTracesWholeAndRewardsAlways_whenBelowOne() {
    try (Pipeline pipeline = new Pipeline(b -> b.setSampleRate(0.3).setMaxQueueSize(10_000))) {
      for (int i = 0; i < 1000; i++) {
        Span root = pipeline.emit("root");
        Context parent = Context.root().with(root);
        pipeline.tracer.spanBuilder("child").setParent(parent).startSpan().end();
      }
      pipeline.reward(1);

      pipeline.flush();
      LedgerSnapshot ledger = pipeline.ledger();
      assertThat(ledger.balanced()).isTrue();
      assertThat(ledger.emitted()).isEqualTo(2001);
      assertThat(ledger.sampledOut()).isBetween(1200L, 1600L).isEven();
      assertThat(pipeline.exporter.names()).contains("agentlightning.annotation");
      assertThat(traces(pipeline, "root")).isEqualTo(traces(pipeline, "child"));
    }
  }

  @Test
  void sampleRate_keepsOnlyRewards_whenZero() {
    try (Pipeline pipeline = new Pipeline(b -> b.setSampleRate(0))) {
      pipeline.emit("s", 0, 20);
      pipeline.reward(1);

      pipeline.flush();
      assertThat(pipeline.ledger().sampledOut()).isEqualTo(20);
      assertThat(pipeline.ledger().delivered()).isOne();
    }
  }

  @Test
  void builder_refuses_whatMakesNoSense() {
    EventSpanProcessorBuilder builder = EventSpanProcessor.builder(new FakeExporter());

    assertThatThrownBy(() -> EventSpanProcessor.builder(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("exporter");
    assertThatThrownBy(() -> builder.setMaxQueueSize(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxQueueSize must be at least 1, was 0");
    assertThatThrownBy(() -> builder.setSampleRate(Double.NaN))
        .hasMessage("sampleRate must be from 0.0 to 1.0, was NaN");
    assertThatThrownBy(() -> builder.setBlockTimeout(Duration.ofMillis(-1)))
        .hasMessage("blockTimeout must not be negative, was PT-0.001S");
    assertThatThrownBy(() -> builder.setExporterTimeout(Duration.ZERO))
        .hasMessage("exporterTimeout must be above zero");
  }

  @Test
  void toString_showsTheSettings() {
    assertThat(EventSpanProcessor.builder(new FakeExporter()).build())
        .hasToString(
            "EventSpanProcessor[destination=FakeExporter, overflowPolicy=DROP_NEWEST,"
                + " blockTimeout=PT1S, maxQueueSize=2048, maxQueueBytes=67108864,"
                + " maxExportBatchSize=512, maxExportBatchBytes=4194304, scheduleDelay=PT0.2S, maxInFlight=1,"
                + " exporterTimeout=PT30S, shutdownTimeout=PT5S, sampleRate=1.0,"
                + " redactor=Redactor{builtin=true, keys=[], patterns=[], callback=false},"
                + " pressure=PressureSettings[enabled=true, heap=0.8, cpu=1.0, errorRate=0.05],"
                + " delivery=DeliverySettings[retryPolicy=RetryPolicy{none}, breakerFailures=5,"
                + " breakerPause=PT5S, failoverLatency=PT1S, splitByAttempt=false,"
                + " quarantine=null]]");
  }

  private static Set<String> traces(Pipeline pipeline, String name) {
    return pipeline.exporter.batches.stream()
        .flatMap(Collection::stream)
        .filter(span -> span.getName().equals(name))
        .map(span -> span.getTraceId())
        .collect(Collectors.toSet());
  }

  private static List<Thread> threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("fulgurite-" + name))
        .toList();
  }
}
