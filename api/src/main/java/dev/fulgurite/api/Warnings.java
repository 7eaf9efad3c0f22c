package dev.fulgurite.api;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What went wrong where nothing may be thrown: one line per minute, with the number of lines left
 * out. The logger is touched at the first line only, since it may load a logging system.
 */
final class Warnings {
  private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();
  private static final AtomicLong LAST_NANOS = new AtomicLong(System.nanoTime() - INTERVAL_NANOS);
  private static final LongAdder UNSAID = new LongAdder();

  /** Never throws. */
  static void report(String what, Throwable cause) {
    try {
      report(what + ": " + describe(cause));
    } catch (Throwable unreportable) {
      UNSAID.increment();
    }
  }

  /** Never throws. */
  static void report(String what) {
    try {
      long last = LAST_NANOS.get();
      long now = System.nanoTime();
      if (now - last < INTERVAL_NANOS || !LAST_NANOS.compareAndSet(last, now)) {
        UNSAID.increment();
        return;
      }
      long unsaid = UNSAID.sumThenReset();
      String more = unsaid == 0 ? "" : " (and " + unsaid + " more since the last such line)";
      System.getLogger("dev.fulgurite")
          .log(System.Logger.Level.WARNING, "Fulgurite: {0}", what + more);
    } catch (Throwable unreportable) {
      UNSAID.increment();
    }
  }

  /** The class, and the message where the exception's own code can give it. */
  static String describe(Throwable cause) {
    try {
      return String.valueOf(cause);
    } catch (Throwable badToString) {
      return cause.getClass().getName();
    }
  }

  private Warnings() {}
}
