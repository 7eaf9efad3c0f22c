package dev.fulgurite.cli.doctor;

import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.bus.EventBus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was lost, what was done about trouble, and which processes did not say goodbye. */
final class LedgerExamination implements Examination {
  private static final String SUBJECT = "ledger";

  /** What deserves a word whenever it happened: the action, what it means, what to do. */
  private static final List<String[]> NOTABLE =
      List.of(
          new String[] {
            "breaker_opened",
            "the destination failed so often that it was left alone for a while, times",
            "see to the destination"
          },
          new String[] {
            "failovers",
            "spans went to a further endpoint, times",
            "see to the endpoint before it, or raise fulgurite.export.failover.latency"
          },
          new String[] {
            "rejected",
            "spans were refused by the destination",
            "read them in the file beside the store that ends in .quarantine.jsonl"
          });

  private final List<ProcessLedger> ledgers;
  private final List<Finding> findings = new ArrayList<>();

  LedgerExamination(List<LedgerRow> rows) {
    this.ledgers = ProcessLedger.of(rows);
  }

  @Override
  public List<Finding> findings() {
    ledgers.forEach(this::examine);
    if (findings.isEmpty()) {
      findings.add(
          ledgers.isEmpty()
              ? Finding.warn(
                  SUBJECT, "no process has kept one here yet", "run the program with -javaagent")
              : Finding.ok(SUBJECT, "every span of " + processes() + " is accounted for"));
    }
    return findings;
  }

  private String processes() {
    long runs = ledgers.stream().map(ledger -> ledger.row().processId()).distinct().count();
    return Numbers.counted(runs, "run");
  }

  private void examine(ProcessLedger ledger) {
    String who = "process " + ledger.row().pid() + " to " + ledger.row().destination();
    if (ledger.state() == ProcessState.KILLED) {
      killed(who, ledger);
    } else if (ledger.state() == ProcessState.CLOSED && !ledger.counts().balanced()) {
      findings.add(
          Finding.warn(SUBJECT, who + ": the columns do not add up", "please report this"));
    }
    lost(who, ledger, Threshold.DROPS, "dropped", ledger.counts().droppedByReason());
    lost(who, ledger, Threshold.FAILURES, "failed", ledger.counts().failedByReason());
    share(who, ledger, Threshold.QUEUE, "the queue was %.0f %% full");
    share(who, ledger, Threshold.RETRIES, "%.1f %% of the batches were sent again");
    actions(who, ledger);
  }

  private void killed(String who, ProcessLedger ledger) {
    findings.add(
        Finding.warn(
            SUBJECT,
            "%s was killed: %s of %s spans were on their way"
                .formatted(
                    who, Numbers.count(ledger.lost()), Numbers.count(ledger.counts().emitted())),
            "end it with SIGTERM rather than SIGKILL; a shorter fulgurite.batch.schedule-delay"
                + " loses less"));
  }

  private void lost(
      String who,
      ProcessLedger ledger,
      Threshold threshold,
      String how,
      Map<String, Long> byReason) {
    long count = byReason.values().stream().mapToLong(Long::longValue).sum();
    if (count == 0) {
      return;
    }
    double percent = threshold.percent(ledger);
    String reasons =
        byReason.entrySet().stream()
            .map(reason -> reason.getValue() + " " + reason.getKey())
            .collect(Collectors.joining(", "));
    String message =
        String.format(
            Locale.ROOT,
            "%s: %d %s %s (%.1f %%: %s)",
            who,
            count,
            count == 1 ? "span" : "spans",
            how,
            percent,
            reasons);
    boolean handlers = ledger.row().destination().equals(EventBus.DESTINATION);
    String remedy = handlers ? LossRemedy.HANDLER : LossRemedy.of(byReason, threshold.remedy());
    add(threshold.level(percent), message, remedy);
  }

  private void share(String who, ProcessLedger ledger, Threshold threshold, String format) {
    double percent = threshold.percent(ledger);
    Finding.Level level = threshold.level(percent);
    if (level != Finding.Level.OK) {
      add(level, who + ": " + String.format(Locale.ROOT, format, percent), threshold.remedy());
    }
  }

  private void actions(String who, ProcessLedger ledger) {
    for (String[] notable : NOTABLE) {
      long times = ledger.action(notable[0]);
      if (times > 0) {
        add(
            Finding.Level.WARN,
            "%s: %s: %s".formatted(who, notable[1], Numbers.count(times)),
            notable[2]);
      }
    }
    String guards =
        ledger.counts().detail().actions().entrySet().stream()
            .filter(action -> action.getKey().contains("_guard_"))
            .map(action -> action.getValue() + " " + action.getKey())
            .collect(Collectors.joining(", "));
    if (!guards.isEmpty()) {
      add(
          Finding.Level.WARN,
          who + ": the program was short of heap or CPU, and less was kept: " + guards,
          "give it more (-Xmx, cores), or lower fulgurite.sample-rate");
    }
  }

  private void add(Finding.Level level, String message, String remedy) {
    findings.add(new Finding(level, SUBJECT, message, level == Finding.Level.OK ? "" : remedy));
  }
}
