package dev.fulgurite.exporter;

import java.time.Instant;
import java.util.UUID;

/**
 * One recording by one process, as ledger rows name it.
 *
 * @param id unique, also across machines; two pipelines in one process are two runs
 * @param pid the operating system's process id
 * @param startedEpochNanos when the recording began
 */
public record ProcessRun(String id, long pid, long startedEpochNanos) {
  /** A run of this process that begins now. */
  public static ProcessRun begin() {
    return new ProcessRun(UUID.randomUUID().toString(), ProcessHandle.current().pid(), now());
  }

  /** A row that was written now. */
  public LedgerRow row(String destination, LedgerSnapshot counts, boolean closed) {
    return new LedgerRow(id, pid, destination, startedEpochNanos, now(), closed, counts);
  }

  private static long now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }
}
