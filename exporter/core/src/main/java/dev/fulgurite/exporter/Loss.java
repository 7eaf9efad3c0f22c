package dev.fulgurite.exporter;

/** Why a span was dropped or failed: the words that stand in the ledger. */
public final class Loss {
  public static final String QUEUE_FULL = "queue_full";
  public static final String BLOCK_TIMEOUT = "block_timeout";

  /** The queue was full and had not moved since an emitter waited in vain. */
  public static final String STALLED = "stalled";

  /** Still queued, or in a batch without an answer, when the exit could wait no longer. */
  public static final String SHUTDOWN = "shutdown";

  /** The span ended after the shutdown had begun. */
  public static final String AFTER_SHUTDOWN = "after_shutdown";

  /** Something broke inside the processor. */
  public static final String ERROR = "error";

  /** No answer from the exporter within the exporter timeout. */
  public static final String TIMEOUT = "timeout";

  /** The exporter answered with a failure and no reason. */
  public static final String EXPORT_FAILED = "export_failed";

  /** The destination refused the span, also by itself. */
  public static final String REJECTED = "rejected";

  /** The exporter threw. */
  public static final String EXCEPTION = "exception";

  /** The exporter returned null. */
  public static final String NO_ANSWER = "no_answer";

  private Loss() {}
}
