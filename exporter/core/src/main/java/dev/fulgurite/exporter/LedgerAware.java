package dev.fulgurite.exporter;

import java.util.function.Supplier;

/**
 * An exporter that keeps its destination's ledger durable. {@link EventSpanProcessor} hands its
 * ledger to an exporter that implements this, once, before the first export.
 */
public interface LedgerAware {
  /** {@code ledger} is cheap, thread-safe and never blocks. */
  void setLedger(Supplier<LedgerSnapshot> ledger);
}
