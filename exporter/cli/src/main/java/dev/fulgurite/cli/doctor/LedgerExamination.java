package dev.fulgurite.cli.doctor;

import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was lost, and which processes did not say goodbye. */
final class LedgerExamination implements Examination {
  private static final double WORTH_A_WARNING = 0.01;
  private static final double TOO_MUCH = 0.05;

  private final List<LedgerRow> rows;
  private final List<Finding> findings = new ArrayList<>();

  LedgerExamination(List<LedgerRow> rows) {
    this.rows = rows;
  }

  @Override
  public List<Finding> findings() {
    rows.forEach(this::examine);
    if (findings.isEmpty()) {
      findings.add(
          rows.isEmpty()
              ? Finding.warn(
                  "ledger", "no process has kept one here yet", "run the program with -javaagent")
              : Finding.ok("ledger", "every span of " + processes() + " is accounted for"));
    }
    return findings;
  }

  private String processes() {
    return Numbers.counted(rows.stream().map(LedgerRow::processId).distinct().count(), "run");
  }

  private void examine(LedgerRow row) {
    String who = "process " + row.pid() + " to " + row.destination();
    LedgerSnapshot counts = row.counts();
    ProcessState state = ProcessState.of(row);
    if (state == ProcessState.KILLED) {
      killed(who, counts);
    } else if (state == ProcessState.CLOSED && !counts.balanced()) {
      findings.add(
          Finding.warn("ledger", who + ": the columns do not add up", "please report this"));
    }
    lost(who, "dropped", counts.dropped(), counts.emitted(), counts.droppedByReason());
    lost(who, "failed", counts.failed(), counts.emitted(), counts.failedByReason());
  }

  private void killed(String who, LedgerSnapshot counts) {
    long kept = counts.delivered() + counts.sampledOut() + counts.dropped() + counts.failed();
    findings.add(
        Finding.warn(
            "ledger",
            "%s was killed: %s of %s spans were on their way"
                .formatted(
                    who,
                    Numbers.count(Math.max(0, counts.emitted() - kept)),
                    Numbers.count(counts.emitted())),
            "end it with SIGTERM rather than SIGKILL; a shorter fulgurite.batch.schedule-delay"
                + " loses less"));
  }

  private void lost(String who, String how, long count, long emitted, Map<String, Long> byReason) {
    if (count == 0) {
      return;
    }
    double share = count / (double) Math.max(1, emitted);
    String reasons =
        byReason.entrySet().stream()
            .map(reason -> reason.getValue() + " " + reason.getKey())
            .collect(Collectors.joining(", "));
    String message =
        String.format(
            Locale.ROOT, "%s: %d spans %s (%.1f %%: %s)", who, count, how, share * 100, reasons);
    String remedy = "raise fulgurite.queue.max-size or fulgurite.queue.block-timeout";
    findings.add(
        share > TOO_MUCH
            ? Finding.fail("ledger", message, remedy)
            : share > WORTH_A_WARNING
                ? Finding.warn("ledger", message, remedy)
                : Finding.ok("ledger", message));
  }
}
