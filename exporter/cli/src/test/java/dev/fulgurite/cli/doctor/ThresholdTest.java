package dev.fulgurite.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.LedgerDetail;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "delivery.md");

  @Test
  void page_saysWhatTheDoctorApplies() throws IOException {
    List<String> table =
        Files.readAllLines(PAGE).stream()
            .dropWhile(line -> !line.startsWith("| what | measured as |"))
            .takeWhile(line -> line.startsWith("|"))
            .skip(2)
            .toList();

    assertThat(table)
        .containsExactlyElementsOf(
            List.of(Threshold.values()).stream().map(Threshold::line).toList());
  }

  @Test
  void page_namesEveryAction_thatTheDoctorLooksFor() throws IOException {
    assertThat(Files.readString(PAGE))
        .contains("`breaker_opened`", "`failovers`", "`rejected`", "`queue_peak_percent`");
  }

  @Test
  void queue_isJudgedByItsPeak() {
    assertThat(levels(Map.of("queue_peak_percent", 70L))).containsExactly("ok");
    assertThat(levels(Map.of("queue_peak_percent", 71L))).containsExactly("warn");
    assertThat(levels(Map.of("queue_peak_percent", 90L))).containsExactly("warn");
    assertThat(levels(Map.of("queue_peak_percent", 91L))).containsExactly("fail");
  }

  @Test
  void retries_areJudgedByTheirShareOfBatches() {
    assertThat(levels(Map.of("batches", 100L, "retries", 5L))).containsExactly("ok");
    assertThat(levels(Map.of("batches", 100L, "retries", 6L))).containsExactly("warn");
    assertThat(levels(Map.of("batches", 100L, "retries", 10L))).containsExactly("warn");
    assertThat(levels(Map.of("batches", 100L, "retries", 11L))).containsExactly("fail");
  }

  @Test
  void drops_areJudgedByTheirShareOfWhatWasEmitted() {
    assertThat(findings(dropped(10))).extracting(Finding::level).containsExactly(Finding.Level.OK);
    assertThat(findings(dropped(11)))
        .extracting(Finding::level)
        .containsExactly(Finding.Level.WARN);
    assertThat(findings(dropped(51)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.level()).isEqualTo(Finding.Level.FAIL))
        .satisfies(finding -> assertThat(finding.remedy()).contains("fulgurite.queue.max-size"));
  }

  @Test
  void whatActed_isNamedWithItsRemedy() {
    List<Finding> findings =
        findings(snapshot(Map.of("breaker_opened", 2L, "rejected", 3L, "heap_guard_on", 1L)));

    assertThat(findings).extracting(Finding::level).containsOnly(Finding.Level.WARN).hasSize(3);
    assertThat(findings).allSatisfy(finding -> assertThat(finding.remedy()).isNotEmpty());
    assertThat(findings)
        .extracting(Finding::message)
        .anyMatch(m -> m.contains("left alone"))
        .anyMatch(m -> m.contains("refused"))
        .anyMatch(m -> m.contains("1 heap_guard_on"));
  }

  @Test
  void killedProcess_hasWhatWasInFlightAsLost() {
    LedgerSnapshot counts =
        LedgerSnapshot.EMPTY
            .withColumns(10, 0, 0, 7, 0)
            .withReasons(
                Map.of(),
                Map.of(),
                new LedgerDetail(Map.of(), Map.of(), Map.of(LedgerRow.KILLED, 1L)));
    long self = ProcessHandle.current().pid();
    LedgerRow row = new LedgerRow("p", self, "otlp", 1, Long.MAX_VALUE, false, counts);

    ProcessLedger ledger = ProcessLedger.of(List.of(row)).get(0);

    assertThat(ledger.state()).isEqualTo(ProcessState.KILLED);
    assertThat(ledger.lost()).isEqualTo(3);
    assertThat(ledger.inFlight()).isZero();
  }

  private static List<String> levels(Map<String, Long> actions) {
    return findings(snapshot(actions)).stream().map(f -> f.level().word()).toList();
  }

  private static LedgerSnapshot snapshot(Map<String, Long> actions) {
    return LedgerSnapshot.EMPTY
        .withColumns(1000, 0, 0, 1000, 0)
        .withReasons(Map.of(), Map.of(), new LedgerDetail(Map.of(), Map.of(), actions));
  }

  private static LedgerSnapshot dropped(long spans) {
    return LedgerSnapshot.EMPTY
        .withColumns(1000, 0, spans, 1000 - spans, 0)
        .withReasons(Map.of("queue_full", spans), Map.of(), LedgerDetail.NONE);
  }

  private static List<Finding> findings(LedgerSnapshot counts) {
    return new LedgerExamination(List.of(new LedgerRow("p", 1, "otlp", 1, 1, true, counts)))
        .findings();
  }
}
