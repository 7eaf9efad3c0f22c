package dev.fulgurite.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class WarningsTest {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Test
  void losses_areToldOncePerCause_withTheSettingToChange() throws InterruptedException {
    try (Pipeline pipeline = new Pipeline(b -> b.setMaxQueueSize(2).setWarnings(lines::add))) {
      FakeExporter.Gate gate = pipeline.holdExport();
      pipeline.emit("s", 0, 3);
      await().until(() -> lines.size() == 1);
      pipeline.emit("t", 0, 10);
      gate.open();
      pipeline.flush();

      assertThat(lines).hasSize(1);
      assertThat(lines.get(0))
          .startsWith("dropped 1 spans for 'fake' (queue_full, 1 in all)")
          .contains("fulgurite.queue.max-size (2)", "fulgurite.queue.overflow-policy");
      pipeline.shutdown();
      assertThat(lines.get(1)).startsWith("dropped 10 spans for 'fake' (queue_full, 11 in all)");
    }
  }

  @Test
  void losses_areToldAgain_afterAMinute() {
    Warnings warnings = new Warnings(new Pipeline(b -> b).processor.settings(), lines::add);

    warnings.report(dropped(1), 0, false);
    warnings.report(dropped(5), Duration.ofSeconds(59).toNanos(), false);
    warnings.report(dropped(7), Duration.ofSeconds(61).toNanos(), false);
    warnings.report(dropped(7), Duration.ofSeconds(200).toNanos(), true);

    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).startsWith("dropped 6 spans for 'fake' (shutdown, 7 in all)");
  }

  @Test
  void losses_areToldOnce_atShutdown() throws InterruptedException {
    Pipeline pipeline = new Pipeline(b -> b.setWarnings(lines::add));
    FakeExporter.Gate gate = pipeline.holdExport();
    CompletableResultCode shutdown = pipeline.processor.shutdown();
    pipeline.emit("first");
    pipeline.emit("s", 0, 9);
    gate.open();
    Pipeline.succeeds(shutdown);

    assertThat(lines)
        .containsExactly(
            "dropped 10 spans for 'fake' (after_shutdown, 10 in all):"
                + " they ended after the shutdown began");
  }

  @Test
  void lateSpans_areLeftForTheEnd() {
    Warnings warnings = new Warnings(new Pipeline(b -> b).processor.settings(), lines::add);

    warnings.report(late(1), 0, false);
    assertThat(lines).isEmpty();
    warnings.report(late(15516), 1, true);
    assertThat(lines).singleElement().asString().startsWith("dropped 15516 spans");
  }

  @Test
  void exporterThatThrows_isToldOnce() {
    try (Pipeline pipeline = new Pipeline(b -> b.setWarnings(lines::add))) {
      pipeline.exporter.answer =
          batch -> {
            throw new IllegalStateException("broken");
          };
      for (int i = 0; i < 3; i++) {
        pipeline.emit("s");
        pipeline.flush();
      }

      assertThat(lines)
          .filteredOn(line -> line.contains("threw"))
          .containsExactly("the exporter of 'fake' threw java.lang.IllegalStateException: broken");
    }
  }

  @Test
  void lines_goNowhere_whenTheirConsumerThrows() {
    Pipeline pipeline =
        new Pipeline(
            b ->
                b.setWarnings(
                    line -> {
                      throw new IllegalStateException(line);
                    }));
    pipeline.exporter.answer = batch -> null;
    pipeline.emit("s");

    assertThat(pipeline.flush()).isFalse();
    assertThat(pipeline.shutdown()).isTrue();
  }

  private static LedgerSnapshot late(long count) {
    return new LedgerSnapshot(
        count, 0, count, 0, 0, 0, java.util.Map.of("after_shutdown", count), java.util.Map.of());
  }

  private static LedgerSnapshot dropped(long count) {
    return new LedgerSnapshot(
        count, 0, count, 0, 0, 0, java.util.Map.of("shutdown", count), java.util.Map.of());
  }
}
