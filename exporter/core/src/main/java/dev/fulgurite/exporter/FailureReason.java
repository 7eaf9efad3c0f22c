package dev.fulgurite.exporter;

/** An exporter that can say in one word why it failed; the word stands in the ledger. */
public interface FailureReason {
  /** Why the last export failed, such as {@code store_error}. Asked right after the failure. */
  String failureReason();
}
