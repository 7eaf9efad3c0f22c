package dev.fulgurite.exporter;

import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;

/**
 * The queues of the two lanes. Neither is ever full: room is reserved before. JCTools' variants
 * without {@code Unsafe}, of whose use newer JDKs warn.
 */
record Lanes(MessagePassingQueue<QueuedSpan> priority, MessagePassingQueue<QueuedSpan> ordinary) {
  private static final int PREALLOCATED = 1 << 16;
  private static final int PRIORITY_CHUNK = 64;

  Lanes(int maxSize) {
    this(new MpscUnboundedVarHandleArrayQueue<>(PRIORITY_CHUNK), ordinary(maxSize));
  }

  private static MessagePassingQueue<QueuedSpan> ordinary(int maxSize) {
    return maxSize <= PREALLOCATED
        ? new MpscVarHandleArrayQueue<>(maxSize)
        : new MpscUnboundedVarHandleArrayQueue<>(PREALLOCATED);
  }
}
