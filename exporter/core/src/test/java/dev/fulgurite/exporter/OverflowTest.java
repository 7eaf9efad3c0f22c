package dev.fulgurite.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OverflowTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String REWARD = "agentlightning.annotation";

  @Test
  @Tag("seed:001.loss.counted")
  @Tag("seed:001.fault.lost")
  void dropNewest_keepsTheFirst_whenFull() throws InterruptedException {
    try (Pipeline pipeline = pipeline(OverflowPolicy.DROP_NEWEST, LONG)) {
      FakeExporter.Gate gate = pipeline.holdExport();
      pipeline.emit("s", 0, 8);
      gate.open();

      assertThat(pipeline.flush()).isTrue();
      assertThat(pipeline.exporter.names()).containsExactly("held", "s0", "s1", "s2", "s3", "s4");
      assertThat(pipeline.ledger().droppedByReason()).isEqualTo(Map.of("queue_full", 3L));
      assertThat(pipeline.ledger().balanced()).isTrue();
    }
  }

  @Test
  void raise_dropsAndNeverThrows_whenFull() throws InterruptedException {
    try (Pipeline pipeline = pipeline(OverflowPolicy.RAISE, LONG)) {
      FakeExporter.Gate gate = pipeline.holdExport();
      pipeline.emit("s", 0, 8);
      gate.open();

      assertThat(pipeline.ledger().droppedByReason()).isEqualTo(Map.of("queue_full", 3L));
    }
  }

  @Test
  void dropOldest_keepsTheLast_whenFull() throws InterruptedException {
    try (Pipeline pipeline = pipeline(OverflowPolicy.DROP_OLDEST, LONG)) {
      FakeExporter.Gate gate = pipeline.holdExport();
      pipeline.emit("s", 0, 8);
      gate.open();

      assertThat(pipeline.flush()).isTrue();
      assertThat(pipeline.exporter.names()).containsExactly("held", "s3", "s4", "s5", "s6", "s7");
      assertThat(pipeline.ledger().droppedByReason()).isEqualTo(Map.of("queue_full", 3L));
    }
  }

  @Test
  @Tag("seed:001.priority")
  void reward_displacesTheOldestOrdinarySpan_whenFull() throws InterruptedException {
    for (OverflowPolicy policy : OverflowPolicy.values()) {
      try (Pipeline pipeline = pipeline(policy, Duration.ofMillis(20))) {
        FakeExporter.Gate gate = pipeline.holdExport();
        pipeline.emit("s", 0, 5);
        pipeline.reward(1);
        gate.open();

        pipeline.flush();
        assertThat(pipeline.exporter.names())
            .as("%s", policy)
            .containsExactly("held", REWARD, "s1", "s2", "s3", "s4");
        assertThat(pipeline.ledger().dropped()).isOne();
      }
    }
  }

  @Test
  void policy_appliesAmongRewards_whenOnlyRewardsAreLeft() throws InterruptedException {
    try (Pipeline newest = pipeline(OverflowPolicy.DROP_NEWEST, LONG);
        Pipeline oldest = pipeline(OverflowPolicy.DROP_OLDEST, LONG)) {
      for (Pipeline pipeline : new Pipeline[] {newest, oldest}) {
        FakeExporter.Gate gate = pipeline.holdExport();
        for (int i = 0; i < 7; i++) {
          pipeline.reward(i);
        }
        pipeline.emit("ordinary");
        gate.open();
        pipeline.flush();
        assertThat(pipeline.ledger().dropped()).isEqualTo(3);
        assertThat(pipeline.exporter.names()).doesNotContain("ordinary");
      }

      assertThat(rewards(newest)).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
      assertThat(rewards(oldest)).containsExactly(2.0, 3.0, 4.0, 5.0, 6.0);
    }
  }

  @Test
  @Tag("seed:001.back-pressure")
  void block_losesNothing_whenTheExporterKeepsUpInTime() {
    try (Pipeline pipeline = pipeline(OverflowPolicy.BLOCK, LONG)) {
      pipeline.emit("s", 0, 500);
      pipeline.reward(1);

      assertThat(pipeline.flush()).isTrue();
      assertThat(pipeline.ledger().delivered()).isEqualTo(501);
    }
  }

  @Test
  void block_dropsAfterTheTimeoutThenAtOnce_whenNothingMoves() throws InterruptedException {
    try (Pipeline pipeline = pipeline(OverflowPolicy.BLOCK, Duration.ofMillis(20))) {
      FakeExporter.Gate gate = pipeline.holdExport();
      pipeline.emit("s", 0, 8);

      assertThat(pipeline.ledger().droppedByReason())
          .isEqualTo(Map.of("block_timeout", 1L, "stalled", 2L));
      gate.open();
      await().until(() -> pipeline.ledger().delivered() == 6);
      FakeExporter.Gate second = pipeline.holdExport();
      pipeline.emit("t", 0, 6);
      assertThat(pipeline.ledger().droppedByReason()).containsEntry("block_timeout", 2L);
      second.open();
    }
  }

  @Test
  void block_waitsOnce_whenTheDestinationKeepsEachBatchForAWhileAndThenFails() {
    try (Pipeline pipeline = pipeline(OverflowPolicy.BLOCK, Duration.ofMillis(20))) {
      CompletableResultCode first = new CompletableResultCode();
      pipeline.exporter.answer = batch -> first;
      pipeline.emit("held");
      await().until(() -> pipeline.exporter.batches.size() == 1);
      pipeline.emit("s", 0, 6);
      CompletableResultCode second = new CompletableResultCode();
      pipeline.exporter.answer = batch -> second;
      first.fail();
      await().until(() -> pipeline.exporter.batches.size() == 2);
      pipeline.emit("t", 0, 7);

      assertThat(pipeline.ledger().droppedByReason())
          .isEqualTo(Map.of("block_timeout", 1L, "stalled", 2L));
      second.succeed();
    }
  }

  @Test
  void block_countsTheWaitingSpanAsInFlight_andDropsItAtShutdown() throws Exception {
    try (Pipeline pipeline = pipeline(OverflowPolicy.BLOCK, LONG)) {
      FakeExporter.Gate gate = pipeline.holdExport();
      pipeline.emit("s", 0, 5);
      Thread emitter = new Thread(() -> pipeline.emit("waiting"));
      emitter.start();
      await().until(() -> emitter.getState() == Thread.State.TIMED_WAITING);
      assertThat(pipeline.ledger().inFlight()).isEqualTo(7);

      CompletableResultCode shutdown = pipeline.processor.shutdown();
      emitter.join();
      assertThat(pipeline.ledger().droppedByReason()).isEqualTo(Map.of("shutdown", 1L));
      gate.open();
      assertThat(Pipeline.succeeds(shutdown)).isFalse();
      assertThat(pipeline.ledger().delivered()).isEqualTo(6);
    }
  }

  @Test
  void block_keepsWaitingAndTheInterrupt_whenTheEmitterIsInterrupted() throws Exception {
    try (Pipeline pipeline = pipeline(OverflowPolicy.BLOCK, LONG)) {
      FakeExporter.Gate gate = pipeline.holdExport();
      pipeline.emit("s", 0, 5);
      CountDownLatch kept = new CountDownLatch(1);
      Thread emitter =
          new Thread(
              () -> {
                Thread.currentThread().interrupt();
                pipeline.emit("waiting");
                if (Thread.currentThread().isInterrupted()) {
                  kept.countDown();
                }
              });
      emitter.start();
      await().until(() -> pipeline.ledger().inFlight() == 7);
      gate.open();
      emitter.join();

      assertThat(kept.getCount()).isZero();
      assertThat(pipeline.flush()).isTrue();
      assertThat(pipeline.ledger().delivered()).isEqualTo(7);
    }
  }

  @Test
  void block_doesNotWait_onAThreadOfOurs() {
    try (Pipeline pipeline = pipeline(OverflowPolicy.BLOCK, LONG)) {
      pipeline.exporter.answer =
          batch -> {
            pipeline.exporter.answer = ignored -> CompletableResultCode.ofSuccess();
            pipeline.emit("nested", 0, 20);
            return CompletableResultCode.ofSuccess();
          };
      pipeline.emit("s");

      await().until(() -> pipeline.ledger().emitted() == 21);
      pipeline.flush();
      assertThat(pipeline.ledger().droppedByReason()).isEqualTo(Map.of("queue_full", 15L));
    }
  }

  @Test
  @Tag("seed:001.memory-threshold")
  void queue_isBoundedByBytes_andLetsALargerSpanInAlone() throws InterruptedException {
    try (Pipeline pipeline =
        new Pipeline(b -> b.setMaxQueueBytes(10_000).setMaxExportBatchSize(100))) {
      FakeExporter.Gate gate = pipeline.holdExport();
      pipeline.emit("x".repeat(20_000));
      pipeline.emit("small");
      gate.open();

      pipeline.flush();
      assertThat(pipeline.ledger().delivered()).isEqualTo(2);
      assertThat(pipeline.ledger().droppedByReason()).isEqualTo(Map.of("queue_full", 1L));
    }
  }

  private static Pipeline pipeline(OverflowPolicy policy, Duration blockTimeout) {
    return new Pipeline(
        b ->
            b.setOverflowPolicy(policy)
                .setMaxQueueSize(5)
                .setMaxExportBatchSize(5)
                .setBlockTimeout(blockTimeout));
  }

  private static java.util.List<Double> rewards(Pipeline pipeline) {
    return pipeline.exporter.batches.stream()
        .flatMap(batch -> batch.stream())
        .filter(span -> span.getName().equals(REWARD))
        .map(span -> span.getAttributes().get(Lane.REWARD))
        .toList();
  }
}
