package dev.fulgurite.exporter;

/**
 * One destination's ledger in one process, as a store keeps it.
 *
 * @param processId unique per process start, also across machines
 * @param pid the operating system's process id
 * @param destination for example {@code sqlite} or {@code otlp}
 * @param startedEpochNanos when the process began to record
 * @param updatedEpochNanos when this row was last written
 * @param closed whether the process said goodbye; a row that is not closed and whose process is
 *     gone belongs to one that was killed
 */
public record LedgerRow(
    String processId,
    long pid,
    String destination,
    long startedEpochNanos,
    long updatedEpochNanos,
    boolean closed,
    LedgerSnapshot counts) {

  /** The action that says: the process is known to have been killed. */
  public static final String KILLED = "killed";

  /** The reason of spans that a store had acknowledged and lost with the end of its log. */
  public static final String LOG_LOST = "log_lost";
}
