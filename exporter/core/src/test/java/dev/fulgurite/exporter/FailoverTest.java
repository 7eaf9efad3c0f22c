package dev.fulgurite.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FailoverTest {
  private static final ExportFailure BUSY = ExportFailure.retryable("unavailable", "HTTP 503");

  private final FakeExporter second = new FakeExporter();
  private final FakeExporter third = new FakeExporter();
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Test
  @Tag("seed:001.failover")
  void failedBatch_goesToTheNextEndpoint_andLaterOnesBackToTheFirst() {
    try (Pipeline pipeline = pipeline(b -> b)) {
      pipeline.exporter.answer = batch -> CompletableResultCode.ofExceptionalFailure(BUSY);
      second.answer = pipeline.exporter.answer;
      pipeline.emit("moved");
      assertThat(pipeline.flush()).isTrue();
      assertThat(third.names()).containsExactly("moved");
      pipeline.exporter.answer = batch -> CompletableResultCode.ofSuccess();
      pipeline.emit("back");

      assertThat(pipeline.flush()).isTrue();
      assertThat(pipeline.exporter.names()).containsExactly("moved", "back");
      assertThat(pipeline.ledger().delivered()).isEqualTo(2);
      assertThat(pipeline.ledger().detail().actions())
          .isEqualTo(Map.of("batches", 2L, "retries", 2L, "failovers", 1L, "failbacks", 1L));
      assertThat(lines)
          .singleElement()
          .asString()
          .contains("endpoint 3", "fulgurite.export.failover.latency (1000 ms)");
    }
  }

  @Test
  void batch_failsOnce_whenEveryEndpointFails() {
    try (Pipeline pipeline = pipeline(b -> b)) {
      for (FakeExporter exporter : List.of(pipeline.exporter, second, third)) {
        exporter.answer = batch -> CompletableResultCode.ofExceptionalFailure(BUSY);
      }
      pipeline.emit("s");

      assertThat(pipeline.flush()).isFalse();
      assertThat(pipeline.exporter.batches).hasSize(1);
      assertThat(second.batches).hasSize(1);
      assertThat(third.batches).hasSize(1);
      assertThat(pipeline.ledger().failedByReason()).isEqualTo(Map.of("unavailable", 1L));
    }
  }

  @Test
  void refusedToken_isTriedElsewhere_andTheEndpointSoonPassedOver() {
    try (Pipeline pipeline = pipeline(b -> b)) {
      pipeline.exporter.answer =
          batch ->
              CompletableResultCode.ofExceptionalFailure(
                  ExportFailure.permanent("unauthorized", "HTTP 401"));
      for (int i = 0; i < 10; i++) {
        pipeline.emit("s" + i);
        assertThat(pipeline.flush()).isTrue();
      }

      assertThat(pipeline.exporter.batches).hasSize(3);
      assertThat(second.names()).hasSize(10);
    }
  }

  @Test
  void openBreaker_isPassedOver_untilAProbeSucceeds() {
    try (Pipeline pipeline = pipeline(b -> b.setCircuitBreaker(2, Duration.ofMillis(200)))) {
      pipeline.exporter.answer = batch -> CompletableResultCode.ofExceptionalFailure(BUSY);
      for (int i = 0; i < 5; i++) {
        pipeline.emit("s" + i);
        assertThat(pipeline.flush()).isTrue();
      }
      assertThat(pipeline.exporter.batches).hasSizeLessThan(5);
      pipeline.exporter.answer = batch -> CompletableResultCode.ofSuccess();

      await()
          .until(
              () -> {
                pipeline.emit("t");
                return pipeline.flush()
                    && pipeline.ledger().detail().actions().containsKey("failbacks");
              });
      assertThat(pipeline.ledger().failed()).isZero();
    }
  }

  @Test
  @Tag("seed:001.latency-1s")
  @Tag("seed:001.fault.slow")
  void slowEndpoint_isPassedOver_untilItIsFast() {
    UnaryOperator<EventSpanProcessorBuilder> hasty =
        b ->
            b.setFailoverLatency(Duration.ofMillis(40))
                .setCircuitBreaker(5, Duration.ofMillis(300));
    try (Pipeline pipeline = pipeline(hasty)) {
      pipeline.exporter.answer =
          batch -> {
            LockSupport.parkNanos(Duration.ofMillis(60).toNanos());
            return CompletableResultCode.ofSuccess();
          };
      await()
          .until(
              () -> {
                pipeline.emit("s");
                return pipeline.flush() && !second.batches.isEmpty();
              });
      assertThat(pipeline.exporter.batches).hasSizeGreaterThanOrEqualTo(3);
      pipeline.exporter.answer = batch -> CompletableResultCode.ofSuccess();

      await()
          .until(
              () -> {
                pipeline.emit("t");
                return pipeline.flush()
                    && pipeline.ledger().detail().actions().containsKey("failbacks");
              });
      assertThat(pipeline.ledger().failed()).isZero();
      assertThat(pipeline.ledger().detail().actions()).doesNotContainKey("retries");
    }
  }

  @Test
  void hangingEndpoint_losesNothing_whenThereIsAnother() throws InterruptedException {
    try (Pipeline pipeline = pipeline(b -> b.setExporterTimeout(Duration.ofMillis(30)))) {
      FakeExporter.Gate gate = pipeline.holdExport();
      pipeline.emit("s", 0, 5);

      assertThat(pipeline.flush()).isTrue();
      assertThat(second.names()).hasSize(6).startsWith("held");
      assertThat(pipeline.ledger().delivered()).isEqualTo(6);
      assertThat(second.flushes).hasValue(1);
      gate.open();
    }
  }

  @Test
  void everyEndpoint_isFlushedAndShutDown() {
    Pipeline pipeline = pipeline(b -> b);
    pipeline.emit("s");
    assertThat(pipeline.flush()).isTrue();
    second.flushAnswer = CompletableResultCode.ofFailure();
    assertThat(pipeline.flush()).isFalse();
    assertThat(pipeline.shutdown()).isTrue();

    for (FakeExporter exporter : List.of(pipeline.exporter, second, third)) {
      assertThat(exporter.flushes).hasValue(2);
      assertThat(exporter.shutdowns).hasValue(1);
    }
  }

  @Test
  void everyEndpoint_isFlushedAndShutDown_withoutSpans() {
    Pipeline pipeline = pipeline(b -> b);

    assertThat(pipeline.flush()).isTrue();
    assertThat(pipeline.shutdown()).isTrue();
    assertThat(third.flushes).hasValue(1);
    assertThat(third.shutdowns).hasValue(1);
  }

  @Test
  void everyEndpoint_isShutDown_whenTheFirstHangs() throws InterruptedException {
    Pipeline pipeline = pipeline(b -> b.setShutdownTimeout(Duration.ofMillis(50)));
    FakeExporter.Gate gate = pipeline.holdExport();

    assertThat(pipeline.shutdown()).isFalse();
    await()
        .untilAsserted(
            () -> {
              assertThat(pipeline.exporter.shutdowns).hasValue(1);
              assertThat(second.shutdowns).hasValue(1);
              assertThat(third.shutdowns).hasValue(1);
            });
    gate.open();
  }

  private Pipeline pipeline(UnaryOperator<EventSpanProcessorBuilder> settings) {
    return new Pipeline(
        b -> settings.apply(b.addFailover(second).addFailover(third).setWarnings(lines::add)));
  }
}
