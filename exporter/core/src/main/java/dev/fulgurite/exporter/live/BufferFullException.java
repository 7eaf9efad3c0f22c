package dev.fulgurite.exporter.live;

/**
 * Under {@link dev.fulgurite.exporter.OverflowPolicy#RAISE} a reader had no room for a step. The
 * step is recorded as a span all the same, and readers with room have it: do not emit it again.
 */
public final class BufferFullException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Step step;

  BufferFullException(Step step, int maxSize) {
    super(
        "step %s of session '%s' found a reader's queue full (maxSize=%d, policy=RAISE): read faster or enlarge it"
            .formatted(step.id(), step.session(), maxSize));
    this.step = step;
  }

  /** What did not fit. */
  public Step step() {
    return step;
  }
}
