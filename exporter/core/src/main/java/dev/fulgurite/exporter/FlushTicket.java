package dev.fulgurite.exporter;

import io.opentelemetry.sdk.common.CompletableResultCode;

/**
 * Follows the spans that were in flight at one moment until each has settled. The ledger's lock
 * guards what changes, except that anyone may look.
 */
final class FlushTicket {
  /** What the caller of {@code forceFlush} waits for. */
  final CompletableResultCode result = new CompletableResultCode();

  private final long end;
  private final Runnable whenSettled;
  private volatile long outstanding;
  private volatile boolean lossy;

  FlushTicket(long end, long outstanding, Runnable whenSettled) {
    this.end = end;
    this.whenSettled = whenSettled;
    this.outstanding = outstanding;
  }

  /** Returns whether all have settled. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // written under the ledger's lock only
  boolean settle(long ordinal, boolean lost) {
    if (ordinal < end) {
      lossy |= lost;
      outstanding--;
    }
    if (outstanding > 0) {
      return false;
    }
    whenSettled.run();
    return true;
  }

  boolean isSettled() {
    return outstanding == 0;
  }

  /** Whether a span was dropped or failed since. */
  boolean isLossy() {
    return lossy;
  }

  void complete(boolean success) {
    if (success && !lossy) {
      result.succeed();
    } else {
      result.fail();
    }
  }
}
