package dev.fulgurite.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  @Test
  void failed_saysTheReason_whenTheExporterMisbehaves() {
    assertFailsAs("export_failed", batch -> CompletableResultCode.ofFailure());
    assertFailsAs("no_answer", batch -> null);
    assertFailsAs(
        "exception",
        batch -> {
          throw new IllegalStateException("broken");
        });
    assertFailsAs(
        "exception",
        batch -> {
          throw new StackOverflowError();
        });
  }

  @Test
  void late_answersAreIgnored_whenTheTimeoutHasPassed() {
    try (Pipeline pipeline = impatient()) {
      CompletableResultCode late = new CompletableResultCode();
      pipeline.exporter.answer = batch -> late;
      pipeline.emit("late");
      assertThat(pipeline.flush()).isFalse();
      late.succeed();
      pipeline.exporter.answer = batch -> CompletableResultCode.ofSuccess();
      pipeline.emit("next");

      assertThat(pipeline.flush()).isTrue();
      assertThat(pipeline.ledger().failedByReason()).isEqualTo(Map.of("timeout", 1L));
      assertThat(pipeline.ledger().delivered()).isOne();
    }
  }

  @Test
  @Tag("seed:001.asynchronous")
  void hangingExporter_costsOnlyItsBatch_whenItComesBack() throws InterruptedException {
    try (Pipeline pipeline = impatient()) {
      FakeExporter.Gate gate = pipeline.holdExport();
      await().until(() -> pipeline.ledger().failed() == 1);
      pipeline.emit("queued");
      assertThat(pipeline.flush()).as("while it hangs").isFalse();
      assertThat(pipeline.ledger().inFlight()).isOne();
      gate.open();

      await().until(() -> pipeline.ledger().delivered() == 1);
      assertThat(pipeline.flush()).isTrue();
      assertThat(pipeline.ledger().failedByReason()).isEqualTo(Map.of("timeout", 1L));
    }
  }

  @Test
  void interruptibleHang_isInterrupted_whenOverdue() {
    try (Pipeline pipeline = impatient()) {
      pipeline.exporter.answer =
          batch -> {
            try {
              new java.util.concurrent.CountDownLatch(1).await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return CompletableResultCode.ofSuccess();
          };
      pipeline.emit("hangs");
      await().until(() -> pipeline.ledger().failed() == 1);
      pipeline.exporter.answer = batch -> CompletableResultCode.ofSuccess();
      await().until(() -> Pipeline.succeeds(pipeline.processor.forceFlush()));
      pipeline.emit("next");

      assertThat(pipeline.flush()).isTrue();
      assertThat(pipeline.ledger().delivered()).isOne();
    }
  }

  @Test
  void exports_awaitTheirAnswersTogether_upToMaxInFlight() {
    try (Pipeline pipeline = new Pipeline(b -> b.setMaxInFlight(3).setMaxExportBatchSize(1))) {
      CompletableResultCode answer = new CompletableResultCode();
      pipeline.exporter.answer = batch -> answer;
      pipeline.emit("s", 0, 5);

      await().until(() -> pipeline.exporter.batches.size() == 3);
      assertThat(pipeline.ledger().inFlight()).isEqualTo(5);
      answer.succeed();
      assertThat(pipeline.flush()).isTrue();
      assertThat(pipeline.ledger().delivered()).isEqualTo(5);
    }
  }

  @Test
  void forceFlush_fails_whenTheExportersFlushFails() {
    try (Pipeline pipeline = new Pipeline(UnaryOperator.identity())) {
      pipeline.emit("s");
      pipeline.exporter.flushAnswer = CompletableResultCode.ofFailure();

      assertThat(pipeline.flush()).isFalse();
      pipeline.exporter.flushAnswer = CompletableResultCode.ofSuccess();
      assertThat(pipeline.flush()).isTrue();
    }
  }

  @Test
  void forceFlush_succeedsAgain_afterSpansThatFailedBefore() {
    try (Pipeline pipeline = new Pipeline(UnaryOperator.identity())) {
      pipeline.exporter.answer = batch -> CompletableResultCode.ofFailure();
      pipeline.emit("lost");
      assertThat(pipeline.flush()).isFalse();
      pipeline.exporter.answer = batch -> CompletableResultCode.ofSuccess();
      pipeline.emit("kept");

      assertThat(pipeline.flush()).isTrue();
    }
  }

  @Test
  void forceFlush_doesNotWait_forSpansThatComeLater() throws InterruptedException {
    try (Pipeline pipeline = new Pipeline(UnaryOperator.identity())) {
      FakeExporter.Gate gate = pipeline.holdExport();
      CompletableResultCode flush = pipeline.processor.forceFlush();
      CompletableResultCode never = new CompletableResultCode();
      pipeline.exporter.answer = batch -> never;
      pipeline.emit("later");
      gate.open();

      assertThat(Pipeline.succeeds(flush)).isTrue();
      never.succeed();
    }
  }

  @Test
  void shutdown_deliversWhatIsQueued_andIsIdempotent() {
    Pipeline pipeline = new Pipeline(b -> b.setScheduleDelay(Duration.ofHours(1)));
    pipeline.emit("s", 0, 100);

    assertThat(pipeline.shutdown()).isTrue();
    assertThat(pipeline.shutdown()).isTrue();
    assertThat(pipeline.flush()).isTrue();
    assertThat(pipeline.ledger().delivered()).isEqualTo(100);
    assertThat(pipeline.exporter.shutdowns).hasValue(1);
  }

  @Test
  void shutdown_isQuiet_whenNothingWasEmitted() {
    Pipeline pipeline = new Pipeline(UnaryOperator.identity());

    assertThat(pipeline.shutdown()).isTrue();
    assertThat(pipeline.exporter.shutdowns).hasValue(1);
  }

  @Test
  void processor_takesAnyDuration() {
    Duration ages = Duration.ofSeconds(Long.MAX_VALUE);
    Pipeline pipeline =
        new Pipeline(
            b -> b.setBlockTimeout(ages).setExporterTimeout(ages).setShutdownTimeout(ages));
    pipeline.emit("s");

    assertThat(pipeline.flush()).isTrue();
    assertThat(pipeline.shutdown()).isTrue();
  }

  @Test
  void onEnd_dropsAndCounts_afterShutdown() {
    Pipeline pipeline = new Pipeline(UnaryOperator.identity());
    pipeline.emit("in time");
    pipeline.shutdown();
    pipeline.emit("late");

    assertThat(pipeline.ledger().droppedByReason()).isEqualTo(Map.of("after_shutdown", 1L));
    assertThat(pipeline.ledger().balanced()).isTrue();
  }

  @Test
  void onEnd_dropsAndCounts_whenShutDownBeforeTheFirstSpan() {
    Pipeline pipeline = new Pipeline(UnaryOperator.identity());
    pipeline.shutdown();
    pipeline.emit("late");

    assertThat(pipeline.ledger().droppedByReason()).isEqualTo(Map.of("after_shutdown", 1L));
  }

  @Test
  void shutdown_countsTheRest_whenTheExporterHangs() throws InterruptedException {
    List<String> lines = new CopyOnWriteArrayList<>();
    Pipeline pipeline =
        new Pipeline(b -> b.setShutdownTimeout(Duration.ofMillis(50)).setWarnings(lines::add));
    FakeExporter.Gate gate = pipeline.holdExport();
    pipeline.emit("s", 0, 3);

    assertThat(pipeline.shutdown()).isFalse();
    assertThat(pipeline.ledger().failedByReason()).isEqualTo(Map.of("shutdown", 1L));
    assertThat(pipeline.ledger().droppedByReason()).isEqualTo(Map.of("shutdown", 3L));
    assertThat(lines)
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith("failed 1 ").endsWith("fulgurite.shutdown.timeout"),
            line ->
                assertThat(line).startsWith("dropped 3 ").endsWith("fulgurite.shutdown.timeout"));
    assertThat(pipeline.ledger().inFlight()).isZero();
    await().until(() -> pipeline.exporter.shutdowns.get() == 1);
    gate.open();
  }

  private static void assertFailsAs(
      String reason, Function<Collection<SpanData>, CompletableResultCode> answer) {
    try (Pipeline pipeline = new Pipeline(UnaryOperator.identity())) {
      pipeline.exporter.answer = answer;
      pipeline.emit("s", 0, 3);

      assertThat(pipeline.flush()).isFalse();
      assertThat(pipeline.ledger().failedByReason()).isEqualTo(Map.of(reason, 3L));
      assertThat(pipeline.ledger().balanced()).isTrue();
    }
  }

  private static Pipeline impatient() {
    return new Pipeline(b -> b.setExporterTimeout(Duration.ofMillis(30)));
  }
}
