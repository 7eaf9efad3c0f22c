package dev.fulgurite.exporter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The columns of one ledger in a buffer, which may be mapped from a file that outlives the process.
 * Thread-safe. Each number only grows, and is whole at every moment.
 */
public final class LedgerCells {
  /** Bytes that the columns take. */
  public static final int BYTES = StripedCounter.BYTES + 1024;

  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** A number that is written as a whole. */
  enum Column {
    /** Spans that were emitted before there were cells. */
    EARLY(0),
    SAMPLED_OUT(8),
    DROPPED(16),
    DELIVERED(24),
    FAILED(32);

    private final int offset;

    Column(int offset) {
      this.offset = offset;
    }
  }

  private final ByteBuffer columns;
  private final StripedCounter emitted;

  /**
   * @param buffer direct or mapped, {@value #BYTES} bytes, aligned to eight
   */
  public LedgerCells(ByteBuffer buffer) {
    this.emitted = new StripedCounter(buffer.slice(0, StripedCounter.BYTES));
    this.columns = buffer.slice(StripedCounter.BYTES, BYTES - StripedCounter.BYTES);
  }

  /** To which the emitting threads add. */
  StripedCounter striped() {
    return emitted;
  }

  void set(Column column, long value) {
    LONG.setVolatile(columns, column.offset, value);
  }

  /** Recorded spans. */
  public long emitted() {
    return emitted.sum() + get(Column.EARLY);
  }

  /** Spans left out on purpose. */
  public long sampledOut() {
    return get(Column.SAMPLED_OUT);
  }

  /** Spans lost by an overflow policy or by shutdown. */
  public long dropped() {
    return get(Column.DROPPED);
  }

  /** Spans that the destination acknowledged. */
  public long delivered() {
    return get(Column.DELIVERED);
  }

  /** Spans that the destination refused, or that were lost on the way. */
  public long failed() {
    return get(Column.FAILED);
  }

  private long get(Column column) {
    return (long) LONG.getVolatile(columns, column.offset);
  }
}
