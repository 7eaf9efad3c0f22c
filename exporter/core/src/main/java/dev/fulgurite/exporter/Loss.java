package dev.fulgurite.exporter;

/** Why a span was dropped or failed: the words that stand in the ledger. */
final class Loss {
  static final String QUEUE_FULL = "queue_full";
  static final String BLOCK_TIMEOUT = "block_timeout";

  /** The queue was full and had not moved since an emitter waited in vain. */
  static final String STALLED = "stalled";

  /** Still queued, or in a batch without an answer, when the exit could wait no longer. */
  static final String SHUTDOWN = "shutdown";

  /** The span ended after the shutdown had begun. */
  static final String AFTER_SHUTDOWN = "after_shutdown";

  /** Something broke inside the processor. */
  static final String ERROR = "error";

  /** No answer from the exporter within the exporter timeout. */
  static final String TIMEOUT = "timeout";

  /** The exporter answered with a failure and no reason. */
  static final String EXPORT_FAILED = "export_failed";

  /** The destination refused the span, also by itself. */
  static final String REJECTED = "rejected";

  /** The exporter threw. */
  static final String EXCEPTION = "exception";

  /** The exporter returned null. */
  static final String NO_ANSWER = "no_answer";

  private Loss() {}
}
