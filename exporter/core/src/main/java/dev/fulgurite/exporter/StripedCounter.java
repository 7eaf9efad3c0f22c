package dev.fulgurite.exporter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A count to which many threads add without getting into each other's way: a few cells, each on
 * cache lines of its own, in a buffer, so that they can lie in a file that outlives the process.
 * Thread-safe.
 */
final class StripedCounter {
  /** Bytes that the cells take. */
  static final int BYTES = 16 * 128;

  private static final int CELL_SHIFT = 7;
  private static final int STRIPE_MASK = (BYTES >> CELL_SHIFT) - 1;
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final ByteBuffer cells;

  StripedCounter() {
    this(ByteBuffer.allocateDirect(BYTES));
  }

  /**
   * @param cells direct or mapped, {@value #BYTES} bytes, aligned to eight
   */
  StripedCounter(ByteBuffer cells) {
    this.cells = cells;
  }

  void increment() {
    // Thread ids are consecutive, so that threads started together spread evenly.
    int stripe = (int) Thread.currentThread().getId() & STRIPE_MASK;
    long unused = (long) LONG.getAndAdd(cells, stripe << CELL_SHIFT, 1L);
  }

  /** Exact when nobody increments meanwhile. */
  long sum() {
    long sum = 0;
    for (int cell = 0; cell < BYTES; cell += 1 << CELL_SHIFT) {
      sum += (long) LONG.getVolatile(cells, cell);
    }
    return sum;
  }
}
