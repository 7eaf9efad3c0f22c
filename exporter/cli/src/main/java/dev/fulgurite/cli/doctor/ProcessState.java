package dev.fulgurite.cli.doctor;

import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.exporter.LedgerRow;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What became of the process that wrote a ledger row, as far as this machine can tell. */
public enum ProcessState {
  CLOSED,
  RUNNING,
  KILLED;

  // Started later than the row was last written: the number was given to another process.
  public static ProcessState of(LedgerRow row) {
    if (row.closed()) {
      return CLOSED;
    }
    if (row.counts().detail().actions().containsKey(LedgerRow.KILLED)) {
      return KILLED;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(row.pid()).filter(ProcessHandle::isAlive);
    Instant lastSeen = Numbers.instant(row.updatedEpochNanos());
    boolean same =
        process
            .map(handle -> handle.info().startInstant().map(s -> !s.isAfter(lastSeen)).orElse(true))
            .orElse(false);
    return same ? RUNNING : KILLED;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
