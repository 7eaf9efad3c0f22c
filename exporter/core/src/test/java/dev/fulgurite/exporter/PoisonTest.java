package dev.fulgurite.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.api.semconv.AgentLightning;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PoisonTest {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<String> kept = new CopyOnWriteArrayList<>();
  private final Queue<String> arrived = new ConcurrentLinkedQueue<>();

  @Test
  void badSpans_areFoundAndKept_andEverythingElseArrives() {
    try (Pipeline pipeline = pipeline(b -> b.setQuarantine(this::keep))) {
      emitTogether(pipeline, 100, 7, 8, 99);

      assertThat(pipeline.flush()).isFalse();
      assertThat(arrived).hasSize(97).doesNotHaveDuplicates();
      LedgerSnapshot ledger = pipeline.ledger();
      assertThat(ledger.delivered()).isEqualTo(97);
      assertThat(ledger.failedByReason()).isEqualTo(Map.of("rejected", 3L));
      await().until(() -> ledger(pipeline).getOrDefault("quarantined", 0L) == 3);
      assertThat(kept)
          .containsExactly("bad7: HTTP 400: no", "bad8: HTTP 400: no", "bad99: HTTP 400: no");
      assertThat(ledger.detail().actions()).containsEntry("rejected", 3L).containsKey("splits");
      assertThat(lines)
          .anySatisfy(
              line -> assertThat(line).contains("(rejected,", "HTTP 400: no", "keeps them"));
    }
  }

  @Test
  void badSpan_isCounted_withoutQuarantine() {
    try (Pipeline pipeline = pipeline(b -> b)) {
      emitTogether(pipeline, 3, 1);

      assertThat(pipeline.flush()).isFalse();
      assertThat(pipeline.ledger().failedByReason()).isEqualTo(Map.of("rejected", 1L));
      assertThat(arrived).containsExactly("s0", "s2");
    }
  }

  @Test
  void brokenQuarantine_isToldOnce_andDeliveryGoesOn() {
    Quarantine broken =
        (span, reason) -> {
          throw new IllegalStateException("disk full");
        };
    try (Pipeline pipeline = pipeline(b -> b.setQuarantine(broken))) {
      emitTogether(pipeline, 20, 3, 4);

      assertThat(pipeline.flush()).isFalse();
      assertThat(pipeline.ledger().delivered()).isEqualTo(18);
      await().until(() -> lines.stream().anyMatch(line -> line.contains("disk full")));
      pipeline.shutdown();
      assertThat(lines).filteredOn(line -> line.contains("disk full")).hasSize(1);
      assertThat(ledger(pipeline)).doesNotContainKey("quarantined");
    }
  }

  @Test
  void destinationThatRefusesEverything_isNotAskedAboutEachSpan() {
    try (Pipeline pipeline = pipeline(b -> b)) {
      pipeline.exporter.answer = batch -> refused();
      emitTogether(pipeline, 512);
      await().until(() -> pipeline.ledger().failed() == 512);

      assertThat(pipeline.exporter.batches).hasSizeLessThan(150);
      assertThat(pipeline.ledger().failedByReason()).isEqualTo(Map.of("rejected", 512L));
    }
  }

  @Test
  void batches_neverMixAttempts_whenToldSo() {
    try (Pipeline pipeline = pipeline(b -> b.setSplitByAttempt(true))) {
      for (int i = 0; i < 60; i++) {
        var span = pipeline.tracer.spanBuilder("s" + i);
        if (i % 3 > 0) {
          span.setAttribute(AgentLightning.ROLLOUT_ID, "ro-" + i % 3)
              .setAttribute(AgentLightning.ATTEMPT_ID, "at-" + i % 2);
        }
        span.startSpan().end();
      }

      assertThat(pipeline.flush()).isTrue();
      assertThat(arrived).hasSize(60).doesNotHaveDuplicates();
      assertThat(pipeline.exporter.batches)
          .hasSize(5)
          .allSatisfy(
              batch -> assertThat(batch.stream().map(PoisonTest::attempt).distinct()).hasSize(1));
    }
  }

  private static String attempt(SpanData span) {
    return span.getAttributes().toString();
  }

  private static Map<String, Long> ledger(Pipeline pipeline) {
    return pipeline.ledger().detail().actions();
  }

  /** As one batch: nothing is sent before the flush. */
  private void emitTogether(Pipeline pipeline, int spans, int... bad) {
    for (int i = 0; i < spans; i++) {
      int number = i;
      boolean poison = java.util.Arrays.stream(bad).anyMatch(n -> n == number);
      pipeline.emit((poison ? "bad" : "s") + i);
    }
  }

  private CompletableResultCode accept(Collection<SpanData> batch) {
    if (batch.stream().anyMatch(span -> span.getName().startsWith("bad"))) {
      return refused();
    }
    batch.forEach(span -> arrived.add(span.getName()));
    return CompletableResultCode.ofSuccess();
  }

  private static CompletableResultCode refused() {
    return CompletableResultCode.ofExceptionalFailure(
        ExportFailure.rejected("bad_request", "HTTP 400: no"));
  }

  private void keep(SpanData span, String reason) {
    kept.add(span.getName() + ": " + reason);
  }

  private Pipeline pipeline(UnaryOperator<EventSpanProcessorBuilder> settings) {
    Pipeline pipeline =
        new Pipeline(
            b -> settings.apply(b.setScheduleDelay(Duration.ofHours(1)).setWarnings(lines::add)));
    pipeline.exporter.answer = this::accept;
    return pipeline;
  }
}
