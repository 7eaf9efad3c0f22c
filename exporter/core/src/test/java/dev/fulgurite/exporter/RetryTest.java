package dev.fulgurite.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.exporter.delivery.RetryPolicy;
import dev.fulgurite.exporter.delivery.RetryPolicyBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RetryTest {
  private static final ExportFailure BUSY = ExportFailure.retryable("unavailable", "HTTP 503");

  @Test
  void batch_isSentAgain_untilTheDestinationTakesIt() {
    try (Pipeline pipeline = patient(quick().setMaxAttempts(5))) {
      pipeline.exporter.answer = failing(3, BUSY);
      pipeline.emit("s", 0, 3);

      assertThat(pipeline.flush()).isTrue();
      assertThat(pipeline.ledger().delivered()).isEqualTo(3);
      assertThat(pipeline.exporter.batches).hasSizeGreaterThanOrEqualTo(4);
      assertThat(pipeline.ledger().detail().actions()).containsEntry("retries", 3L);
    }
  }

  @Test
  void batch_isGivenUp_afterItsLastTry() {
    List<String> lines = new CopyOnWriteArrayList<>();
    RetryPolicy policy = quick().setMaxAttempts(3).build();
    try (Pipeline pipeline = new Pipeline(b -> b.setRetryPolicy(policy).setWarnings(lines::add))) {
      pipeline.exporter.answer = batch -> CompletableResultCode.ofExceptionalFailure(BUSY);
      pipeline.emit("s");

      assertThat(pipeline.flush()).isFalse();
      assertThat(pipeline.exporter.batches).hasSize(3);
      assertThat(pipeline.ledger().failedByReason()).isEqualTo(Map.of("unavailable", 1L));
      await().until(() -> !lines.isEmpty());
      assertThat(lines)
          .singleElement()
          .asString()
          .startsWith("failed 1 spans for 'fake' (unavailable, 1 in all): ")
          .contains("HTTP 503", "max-elapsed (60000 ms)", "max-attempts (3)");
    }
  }

  @Test
  void failureWithoutReason_isRetried_whereThePolicySaysSo() {
    for (Function<Collection<SpanData>, CompletableResultCode> answer : broken()) {
      try (Pipeline pipeline = patient(quick().setMaxAttempts(2))) {
        pipeline.exporter.answer = answer;
        pipeline.emit("s");

        assertThat(pipeline.flush()).isFalse();
        assertThat(pipeline.exporter.batches).hasSize(2);
      }
      try (Pipeline pipeline = new Pipeline(b -> b.setWarnings(line -> {}))) {
        pipeline.exporter.answer = answer;
        pipeline.emit("s");

        assertThat(pipeline.flush()).isFalse();
        assertThat(pipeline.exporter.batches).hasSize(1);
      }
    }
  }

  @Test
  void permanentFailure_isNotRetried_andSaysItsReason() {
    List<String> lines = new CopyOnWriteArrayList<>();
    try (Pipeline pipeline =
        new Pipeline(b -> b.setRetryPolicy(quick().build()).setWarnings(lines::add))) {
      pipeline.exporter.answer =
          batch ->
              CompletableResultCode.ofExceptionalFailure(
                  ExportFailure.permanent("unauthorized", "HTTP 401"));
      pipeline.emit("s");

      assertThat(pipeline.flush()).isFalse();
      assertThat(pipeline.exporter.batches).hasSize(1);
      assertThat(pipeline.ledger().failedByReason()).isEqualTo(Map.of("unauthorized", 1L));
      await().until(() -> !lines.isEmpty());
      assertThat(lines).singleElement().asString().contains("unauthorized").endsWith("HTTP 401");
    }
  }

  @Test
  void batch_isGivenUp_whenTheDestinationAsksForMoreTimeThanThereIs() {
    try (Pipeline pipeline = patient(quick().setMaxElapsed(Duration.ofSeconds(5)))) {
      ExportFailure later = ExportFailure.retryable("busy", "HTTP 429", Duration.ofHours(1));
      pipeline.exporter.answer = batch -> CompletableResultCode.ofExceptionalFailure(later);
      pipeline.emit("s");

      await().until(() -> pipeline.ledger().failed() == 1);
      assertThat(pipeline.exporter.batches).hasSize(1);
      pipeline.emit("next");
      assertThat(pipeline.flush()).as("it asked to be left alone").isFalse();
      assertThat(pipeline.exporter.batches).hasSize(1);
    }
  }

  @Test
  void waitingBatch_holdsItsPlaceInFlight() {
    try (Pipeline pipeline = patient(forHours())) {
      pipeline.exporter.answer = failing(1, BUSY);
      pipeline.emit("waits");
      await().until(() -> pipeline.exporter.batches.size() == 1);
      pipeline.emit("queued");

      assertThat(pipeline.ledger().inFlight()).isEqualTo(2);
      assertThat(pipeline.exporter.batches).hasSize(1);
      assertThat(pipeline.shutdown()).as("the last try at the end").isTrue();
      assertThat(pipeline.ledger().delivered()).isEqualTo(2);
    }
  }

  @Test
  void shutdown_doesNotWait_whenTheNextTryWouldBeTooLate() {
    Pipeline pipeline =
        new Pipeline(
            b ->
                b.setRetryPolicy(forHours().build())
                    .setShutdownTimeout(hour().dividedBy(2))
                    .setWarnings(line -> {}));
    pipeline.exporter.answer = batch -> CompletableResultCode.ofExceptionalFailure(BUSY);
    pipeline.emit("waits");
    await().until(() -> pipeline.exporter.batches.size() == 1);
    pipeline.emit("queued");

    assertThat(pipeline.shutdown()).isFalse();
    LedgerSnapshot ledger = pipeline.ledger();
    assertThat(ledger.failedByReason()).isEqualTo(Map.of("unavailable", 1L));
    assertThat(ledger.droppedByReason()).isEqualTo(Map.of("shutdown", 1L));
    assertThat(ledger.inFlight()).isZero();
    assertThat(pipeline.exporter.batches).hasSize(2);
  }

  @Test
  void lateSuccess_isDelivered_whileTheBatchWaitsForItsNextTry() {
    try (Pipeline pipeline =
        new Pipeline(
            b ->
                b.setRetryPolicy(forHours().build())
                    .setExporterTimeout(Duration.ofMillis(500)) // the call must have begun
                    .setWarnings(line -> {}))) {
      pipeline.emit("first");
      assertThat(pipeline.flush()).isTrue();
      CompletableResultCode late = new CompletableResultCode();
      pipeline.exporter.answer = batch -> late;
      pipeline.emit("slow");
      await().until(() -> pipeline.ledger().detail().actions().containsKey("timeouts"));
      late.succeed();

      await().until(() -> pipeline.ledger().delivered() == 2);
      assertThat(pipeline.exporter.batches).hasSize(2);
    }
  }

  @Test
  void breaker_leavesTheDestinationAlone_andFindsItWellAgain() {
    List<String> lines = new CopyOnWriteArrayList<>();
    try (Pipeline pipeline =
        new Pipeline(
            b -> b.setCircuitBreaker(2, hour()).setMaxExportBatchSize(1).setWarnings(lines::add))) {
      pipeline.exporter.answer = batch -> CompletableResultCode.ofExceptionalFailure(BUSY);
      pipeline.emit("s", 0, 2);
      await().until(() -> pipeline.ledger().failed() == 2);
      pipeline.exporter.answer = batch -> CompletableResultCode.ofSuccess();
      pipeline.emit("t", 0, 3);

      assertThat(pipeline.flush()).as("while it is left alone").isFalse();
      assertThat(pipeline.exporter.batches).hasSize(2);
      assertThat(pipeline.ledger().inFlight()).isEqualTo(3);
      assertThat(pipeline.ledger().detail().actions()).containsEntry("breaker_opened", 1L);
      assertThat(lines)
          .anySatisfy(
              line -> assertThat(line).contains("2 times in a row", "fulgurite.queue.max-size"));
      assertThat(pipeline.shutdown()).as("the exit probes").isTrue();
      assertThat(pipeline.ledger().delivered()).isEqualTo(3);
    }
  }

  @Test
  void shutdown_doesNotWait_whenTheDestinationIsDown() {
    Pipeline pipeline =
        new Pipeline(
            b ->
                b.setCircuitBreaker(1, hour())
                    .setShutdownTimeout(hour())
                    .setMaxExportBatchSize(1)
                    .setWarnings(line -> {}));
    pipeline.exporter.answer = batch -> CompletableResultCode.ofExceptionalFailure(BUSY);
    pipeline.emit("s", 0, 4);
    await().until(() -> pipeline.ledger().failed() == 1);

    assertThat(pipeline.shutdown()).isFalse();
    LedgerSnapshot ledger = pipeline.ledger();
    assertThat(ledger.failedByReason()).isEqualTo(Map.of("unavailable", 2L));
    assertThat(ledger.droppedByReason()).isEqualTo(Map.of("shutdown", 2L));
  }

  @Test
  void breaker_probesByItself_whenThePauseIsOver() {
    try (Pipeline pipeline =
        new Pipeline(b -> b.setCircuitBreaker(1, Duration.ofMillis(20)).setWarnings(line -> {}))) {
      pipeline.exporter.answer = failing(3, BUSY);
      for (int i = 1; i <= 3; i++) {
        pipeline.emit("s");
        int failed = i;
        await().until(() -> pipeline.ledger().failed() == failed);
      }
      pipeline.emit("back");

      await().until(() -> pipeline.ledger().delivered() == 1);
      assertThat(pipeline.flush()).isTrue();
    }
  }

  private static Function<Collection<SpanData>, CompletableResultCode> failing(
      int times, ExportFailure failure) {
    AtomicInteger left = new AtomicInteger(times);
    return batch ->
        left.getAndDecrement() > 0
            ? CompletableResultCode.ofExceptionalFailure(failure)
            : CompletableResultCode.ofSuccess();
  }

  private static List<Function<Collection<SpanData>, CompletableResultCode>> broken() {
    return List.of(
        batch -> CompletableResultCode.ofFailure(),
        batch -> null,
        batch -> CompletableResultCode.ofExceptionalFailure(new IllegalStateException("?")),
        batch -> {
          throw new IllegalStateException("broken");
        });
  }

  private static RetryPolicyBuilder quick() {
    return RetryPolicy.builder().setInitialBackoff(Duration.ofMillis(2));
  }

  private static RetryPolicyBuilder forHours() {
    return RetryPolicy.builder()
        .setInitialBackoff(hour())
        .setMaxBackoff(hour())
        .setMaxElapsed(hour().multipliedBy(10));
  }

  private static Pipeline patient(RetryPolicyBuilder policy) {
    return new Pipeline(b -> b.setRetryPolicy(policy.build()).setWarnings(line -> {}));
  }

  private static Duration hour() {
    return Duration.ofHours(1);
  }
}
