package dev.fulgurite.exporter;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An exporter that keeps its destination's ledger durable. {@link EventSpanProcessor} hands its
 * ledger to an exporter that implements this, once, before the first export.
 */
public interface LedgerAware {
  /** {@code ledger} is cheap, thread-safe and never blocks. */
  void setLedger(Supplier<LedgerSnapshot> ledger);

  /**
   * {@code abandoned} says, on the thread that calls the exporter, whether the call was given up
   * meanwhile. Its batch counts as failed then, or will at once; asked after the ledger, a no means
   * that the ledger still has the batch in flight. Handed over as the ledger is. Default: ignored.
   */
  default void setAbandoned(BooleanSupplier abandoned) {}

  /**
   * {@code keeping} makes the processor keep its counts in cells too, which may lie in a file.
   * Called by the exporter once, at any time. Handed over as the ledger is. Default: ignored.
   */
  default void setKeeping(Consumer<LedgerCells> keeping) {}
}
