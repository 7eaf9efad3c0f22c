package dev.fulgurite.exporter;

import org.jspecify.annotations.Nullable;

/** An overflow policy at work. The queue calls it with its lock held. */
interface WhenFull {
  /**
   * Makes room in the queue for a span that does not fit.
   *
   * @return null once it fits, else why it is lost
   */
  @Nullable String makeRoom(SpanQueue queue, QueuedSpan span);

  /** The worker has taken spans. */
  default void onProgress() {}

  static WhenFull of(ProcessorSettings settings) {
    return switch (settings.overflowPolicy()) {
      case BLOCK -> new BlockWhenFull(settings.blockTimeout());
      case DROP_OLDEST -> WhenFull::dropOldest;
      case DROP_NEWEST, RAISE -> (queue, span) -> Loss.QUEUE_FULL;
    };
  }

  private static @Nullable String dropOldest(SpanQueue queue, QueuedSpan span) {
    boolean room = queue.displaceOrdinary(span) || (span.priority() && queue.displaceAny(span));
    return room ? null : Loss.QUEUE_FULL;
  }
}
