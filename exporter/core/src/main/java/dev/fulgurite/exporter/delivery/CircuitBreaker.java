package dev.fulgurite.exporter.delivery;

import java.time.Duration;

/**
 * Leaves a destination alone that keeps failing. Closed: everything goes. After so many failures in
 * a row it opens for a pause; then one probe goes, whose answer closes it or opens it for twice as
 * long, up to eight times the first pause. Not thread-safe.
 */
public final class CircuitBreaker {
  private static final int LONGEST_PAUSE = 8;

  private final int threshold;
  private final long firstPause;
  private int failuresInARow;
  private boolean open;
  private boolean probing;
  private long pause;
  private long probeAt;

  /** {@code failures} in a row open it, for {@code pause} at first. */
  public CircuitBreaker(int failures, Duration pause) {
    this.threshold = failures;
    this.firstPause = pause.toNanos();
  }

  /** Whether something may be sent: it is closed, or the time for a probe has come. */
  public boolean permits(long now) {
    return !open || (!probing && probeAt - now <= 0);
  }

  /** Something is sent, and {@link #succeeded} or {@link #failed} will follow. */
  public void sent() {
    probing = open;
  }

  /** Returns whether this closed it. */
  public boolean succeeded() {
    boolean closes = open;
    open = false;
    probing = false;
    failuresInARow = 0;
    return closes;
  }

  /** Returns whether this opened it, a failed probe not counted. */
  public boolean failed(long now) {
    failuresInARow++;
    if (open) {
      if (probing) {
        pauseUntilProbe(now, Math.min(2 * pause, LONGEST_PAUSE * firstPause));
      }
      return false;
    }
    if (failuresInARow >= threshold) {
      open = true;
      pauseUntilProbe(now, firstPause);
    }
    return open;
  }

  /** The next probe may go now. */
  public void hurry(long now) {
    if (open) {
      probeAt = now;
    }
  }

  /** Nanoseconds until a probe may go; {@link Long#MAX_VALUE} when no time is awaited. */
  public long untilProbe(long now) {
    return open && !probing && probeAt - now > 0 ? probeAt - now : Long.MAX_VALUE;
  }

  public int failuresInARow() {
    return failuresInARow;
  }

  private void pauseUntilProbe(long now, long nanos) {
    probing = false;
    pause = nanos;
    probeAt = now + nanos;
  }
}
