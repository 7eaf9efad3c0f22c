package dev.fulgurite.exporter;

import org.jspecify.annotations.Nullable;

/**
 * How many spans came. Starts on the heap and moves once to cells that outlive the process, while
 * other threads go on counting: what {@link #increment} counted before it returned is in the cells
 * once {@link #moveTo} has returned. Thread-safe.
 */
final class EmittedCount {
  private final StripedCounter early = new StripedCounter();
  private volatile StripedCounter current = early;
  private volatile @Nullable LedgerCells cells;

  void increment() {
    StripedCounter chosen = current;
    chosen.increment();
    if (chosen != current) { // moved meanwhile, perhaps before this one was seen
      publishEarly();
    }
  }

  long sum() {
    StripedCounter moved = current;
    return early.sum() + (moved == early ? 0 : moved.sum());
  }

  synchronized void moveTo(LedgerCells target) {
    cells = target;
    current = target.striped();
    publishEarly();
  }

  private synchronized void publishEarly() {
    LedgerCells target = cells;
    if (target != null) {
      target.set(LedgerCells.Column.EARLY, early.sum());
    }
  }
}
