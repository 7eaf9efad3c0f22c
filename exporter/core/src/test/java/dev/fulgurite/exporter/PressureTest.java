package dev.fulgurite.exporter;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.exporter.pressure.PressureSettings;
import dev.fulgurite.exporter.pressure.Probes;
import dev.fulgurite.exporter.sampling.SpanSampling;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The guards within a processor, with thresholds that any process is above, or below. */
class PressureTest {
  private static final double NEVER = 1;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Test
  @Tag("seed:001.memory-80")
  void heapGuard_cutsTextsAndShrinksTheQueue_whenTheHeapIsFull() {
    System.gc();
    try (Pipeline pipeline = pipeline(new PressureSettings(true, 0, NEVER, NEVER))) {
      emitUntil(pipeline, Actions.HEAP_GUARD_ON);
      pipeline.exporter.batches.clear();
      pipeline
          .tracer
          .spanBuilder("long")
          .setAttribute("text", "x".repeat(100_000))
          .startSpan()
          .end();
      pipeline.emit("short");
      assertThat(pipeline.flush()).isTrue();
      SpanData cut = span(pipeline, "long");
      assertThat(cut.getAttributes().get(AttributeKey.stringKey("text"))).hasSize(4096);
      assertThat(cut.getAttributes().get(AttributeKey.booleanKey("fulgurite.truncated"))).isTrue();
      assertThat(span(pipeline, "short").getAttributes().isEmpty()).isTrue();
      assertThat(pipeline.ledger().detail().actions()).containsEntry(Actions.TRUNCATED, 1L);
      assertThat(lines)
          .anySatisfy(l -> assertThat(l).contains("fulgurite.pressure.heap (0.0)", "'fake'"));
    }
  }

  @Test
  @Tag("seed:001.cpu-90")
  void cpuGuard_leavesOutTracesUnderPressure_andTheEquationHolds() {
    try (Pipeline pipeline = pipeline(new PressureSettings(true, NEVER, 0, NEVER))) {
      emitUntil(pipeline, Actions.CPU_GUARD_DOWN);
      assertThat(pipeline.processor.sampling().effectiveRate()).isLessThan(1);
      pipeline.emit("s", 0, 500);
      pipeline.reward(1);
      assertThat(pipeline.flush()).isTrue();
      LedgerSnapshot ledger = pipeline.ledger();
      assertThat(ledger.detail().sampledOutByReason()).containsOnlyKeys("pressure");
      assertThat(ledger.sampledOut()).isPositive();
      assertThat(ledger.emitted()).isEqualTo(ledger.delivered() + ledger.sampledOut());
      assertThat(lines).anySatisfy(l -> assertThat(l).contains("fulgurite.pressure.cpu (0.0)"));
    }
  }

  @Test
  void nothing_isDone_whenSwitchedOff() {
    try (Pipeline pipeline = pipeline(new PressureSettings(false, 0, 0, 0))) {
      long begin = System.nanoTime();
      await()
          .atMost(20, SECONDS)
          .until(
              () -> {
                pipeline.emit("s");
                return System.nanoTime() - begin > 1_500_000_000L;
              });
      assertThat(pipeline.flush()).isTrue();
      assertThat(pipeline.ledger().detail().actions())
          .doesNotContainKeys(
              Actions.HEAP_GUARD_ON, Actions.CPU_GUARD_DOWN, Actions.ERROR_RATE_WARNED);
    }
  }

  @Test
  @Tag("seed:001.latency-1s")
  void slowExport_isCountedAndSaid() {
    try (Pipeline pipeline =
        new Pipeline(b -> b.setWarnings(lines::add).setFailoverLatency(Duration.ofNanos(1)))) {
      pipeline.exporter.answer = batch -> CompletableResultCode.ofSuccess();
      pipeline.emit("s");
      assertThat(pipeline.flush()).isTrue();
      assertThat(pipeline.ledger().detail().actions()).containsEntry(Actions.SLOW_EXPORTS, 1L);
      assertThat(lines).singleElement().asString().contains("fulgurite.export.failover.latency");
    }
  }

  @Test
  void everyMeasure_isTakenBackAndCounted_whenItsCauseIsGone() {
    ProcessorSettings settings =
        EventSpanProcessor.builder(new FakeExporter())
            .setDestination("FakeExporter")
            .setPressure(PressureSettings.DEFAULT)
            .setMaxQueueBytes(1000)
            .build()
            .settings();
    SpanQueue queue = new SpanQueue(settings, WhenFull.of(settings), new Silent());
    SpanSampling sampling = new SpanSampling(1, System::nanoTime);
    Actions actions = new Actions();
    AtomicReference<Double> level = new AtomicReference<>(1.0);
    Pressure pressure =
        new Pressure(
            settings,
            queue,
            sampling,
            new Pressure.Said(actions, new Warnings(settings, lines::add)),
            () -> new Probes(level::get, level::get));
    DeliveryLedger ledger = new DeliveryLedger(() -> 0, actions);
    for (int second = 0; second <= 6; second++) {
      pressure.check(second * 1_000_000_000L, ledger);
    }
    assertThat(queue.maxBytes()).isEqualTo(250);
    assertThat(sampling.control().effectiveRate()).isEqualTo(0.25);
    level.set(0.1);
    for (int second = 7; second <= 10; second++) {
      pressure.check(second * 1_000_000_000L, ledger);
    }
    assertThat(queue.maxBytes()).isEqualTo(1000);
    assertThat(sampling.control().effectiveRate()).isEqualTo(1);
    assertThat(actions.snapshot())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "heap_guard_on",
                1L,
                "heap_guard_off",
                1L,
                "cpu_guard_down",
                2L,
                "cpu_guard_up",
                2L));
    assertThat(lines).hasSize(4).allMatch(line -> line.contains("'FakeExporter'"));
  }

  private static final class Silent implements SpanQueue.Events {
    @Override
    public void displaced(QueuedSpan span) {}

    @Override
    public void grown(int size) {}

    @Override
    public void full() {}

    @Override
    public void taken(int spans) {}
  }

  private Pipeline pipeline(PressureSettings settings) {
    return new Pipeline(b -> b.setPressure(settings).setWarnings(lines::add));
  }

  private static void emitUntil(Pipeline pipeline, String action) {
    await()
        .atMost(20, SECONDS)
        .until(
            () -> {
              pipeline.emit("s");
              return pipeline.ledger().detail().actions().containsKey(action);
            });
  }

  private static SpanData span(Pipeline pipeline, String name) {
    return pipeline.exporter.batches.stream()
        .flatMap(java.util.Collection::stream)
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
