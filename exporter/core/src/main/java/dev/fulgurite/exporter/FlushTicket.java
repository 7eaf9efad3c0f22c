package dev.fulgurite.exporter;

import io.opentelemetry.sdk.common.CompletableResultCode;

/** One {@code forceFlush}: it follows what was queued or in a batch at the call. */
final class FlushTicket {
  private static final long GATHERING = Long.MAX_VALUE;

  /** What the caller waits for. */
  final CompletableResultCode result = new CompletableResultCode();

  private final SpanQueue.Mark mark;
  private final long displacedBefore;

  // The worker's.
  private long lastBatch = GATHERING;
  private boolean lossy;

  FlushTicket(SpanQueue queue) {
    this.displacedBefore = queue.displaced();
    this.mark = queue.mark();
  }

  /** Once the last of its spans has left the queue: {@code newest} is the batch it is in. */
  void gather(SpanQueue queue, long newest) {
    if (lastBatch == GATHERING && queue.hasPassed(mark)) {
      lastBatch = newest;
      lossy |= queue.displaced() != displacedBefore;
    }
  }

  /** Whether every span has settled, when no batch before {@code oldest} is left. */
  boolean isSettled(long oldest) {
    return lastBatch < oldest;
  }

  /** Something of this batch is lost. */
  void lost(long batch) {
    lossy |= batch <= lastBatch;
  }

  void complete(boolean success) {
    if (success && !lossy) {
      result.succeed();
    } else {
      result.fail();
    }
  }
}
