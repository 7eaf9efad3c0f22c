package dev.fulgurite.agent.boundary;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The part of a hook's span that both sides need: current on the thread that made it until it is
 * detached there, and ended once. Thread-safe.
 */
public final class Attachment {
  private final Runnable leave;
  private final Thread owner = Thread.currentThread();
  private final AtomicBoolean attached = new AtomicBoolean(true);
  private final AtomicBoolean open = new AtomicBoolean(true);

  /**
   * @param leave restores what was current before
   */
  public Attachment(Runnable leave) {
    this.leave = leave;
  }

  public void detach() {
    if (attached.compareAndSet(true, false)) {
      leave.run();
    }
  }

  /** Runs {@code end} the first time; detaches where it may, on the thread that attached. */
  public void end(Runnable end) {
    if (open.compareAndSet(true, false)) {
      if (Thread.currentThread() == owner) {
        detach();
      }
      end.run();
    }
  }
}
