package dev.fulgurite.cli.doctor;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import java.util.List;

/**
 * A ledger row, and what became of the process that wrote it. Of a process that was killed nothing
 * is in flight any more: what was is lost.
 */
public record ProcessLedger(LedgerRow row, ProcessState state) {
  /** As far as this machine can tell now. */
  public static List<ProcessLedger> of(List<LedgerRow> rows) {
    return rows.stream().map(row -> new ProcessLedger(row, ProcessState.of(row))).toList();
  }

  public LedgerSnapshot counts() {
    return row.counts();
  }

  /** Spans that never reached the destination because the process was killed. */
  public long lost() {
    return state == ProcessState.KILLED ? counts().inFlight() : 0;
  }

  public long inFlight() {
    return counts().inFlight() - lost();
  }

  /** How often {@code action} was done. */
  public long action(String action) {
    return counts().detail().actions().getOrDefault(action, 0L);
  }
}
