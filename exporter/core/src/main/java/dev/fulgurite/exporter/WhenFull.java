package dev.fulgurite.exporter;

import org.jspecify.annotations.Nullable;

/** An overflow policy at work, on the threads of emitters. Thread-safe. */
interface WhenFull {
  /**
   * Reserves room in the queue for a span that does not fit.
   *
   * @return null once it is reserved, else why the span is lost
   */
  @Nullable String reserve(SpanQueue queue, QueuedSpan span);

  /** Whether {@link #reserve} ever finds room. */
  default boolean mayMakeRoom() {
    return true;
  }

  /** Spans were delivered: room will come. */
  default void onProgress() {}

  static WhenFull of(ProcessorSettings settings) {
    return switch (settings.overflowPolicy()) {
      case BLOCK -> new BlockWhenFull(settings.blockTimeout());
      case DROP_OLDEST -> WhenFull::dropOldest;
      case DROP_NEWEST, RAISE -> new DropWhenFull();
    };
  }

  private static @Nullable String dropOldest(SpanQueue queue, QueuedSpan span) {
    boolean room = queue.displaceOrdinary(span) || (span.priority() && queue.displaceAny(span));
    return room ? null : Loss.QUEUE_FULL;
  }
}
