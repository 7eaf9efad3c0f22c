package dev.fulgurite.api;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * What went wrong where nothing may be thrown: one line per minute, with the number of lines left
 * out. The logger is touched at the first line only, since it may load a logging system.
 */
final class Warnings {
  private static final RateLimit LIMIT =
      new RateLimit(Duration.ofMinutes(1).toNanos(), System.nanoTime());

  /** Never throws. */
  static void report(String what, Throwable cause) {
    report(what + ": " + describe(cause));
  }

  /** Never throws. */
  static void report(String what) {
    try {
      OptionalLong heldBack = LIMIT.pass(System.nanoTime());
      if (heldBack.isPresent()) {
        String more = " (" + heldBack.getAsLong() + " like it since the last such line)";
        System.getLogger("dev.fulgurite")
            .log(Level.WARNING, "Fulgurite: " + what + (heldBack.getAsLong() > 0 ? more : ""));
      }
    } catch (Throwable unreportable) {
      // A logging system that throws is not the emitting program's fault.
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
