package dev.fulgurite.exporter;

/** The span that does not fit is lost. */
final class DropWhenFull implements WhenFull {
  @Override
  public String reserve(SpanQueue queue, QueuedSpan span) {
    return Loss.QUEUE_FULL;
  }

  @Override
  public boolean mayMakeRoom() {
    return false;
  }
}
