package dev.fulgurite.api;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What went wrong where nothing may be thrown: one line per minute for each fixed cause, with the
 * number of lines left out, so that no cause hides another. The logger is touched at the first line
 * only, since it may load a logging system.
 */
final class Warnings {
  private static final int CAUSES = 64;
  private static final String OURS = Warnings.class.getPackageName() + '.';
  private static final Map<String, RateLimit> LIMITS = new ConcurrentHashMap<>();

  /** Never throws. {@code what} is fixed in the code: it has a limit of its own. */
  static void report(String what, Throwable cause) {
    write(what, () -> ": " + blame(cause));
  }

  /** Never throws. {@code detail} differs from case to case. */
  static void report(String what, String detail, Throwable cause) {
    write(what, () -> ' ' + detail + ": " + blame(cause));
  }

  /** Never throws. {@code detail} differs from case to case. */
  static void report(String what, String detail) {
    write(what, () -> ' ' + detail);
  }

  private static void write(String what, Supplier<String> rest) {
    try {
      OptionalLong heldBack = limit(what).pass(System.nanoTime());
      if (heldBack.isPresent()) {
        String more = " (" + heldBack.getAsLong() + " like it since the last such line)";
        String line = "Fulgurite: " + what + rest.get() + (heldBack.getAsLong() > 0 ? more : "");
        System.getLogger("dev.fulgurite").log(Level.WARNING, line);
      }
    } catch (Throwable unreportable) {
      // A logging system that throws is not the emitting program's fault.
    }
  }

  /** Should causes ever be made up at run time, those beyond the bound share one limit. */
  private static RateLimit limit(String what) {
    String cause = LIMITS.size() < CAUSES || LIMITS.containsKey(what) ? what : "";
    return LIMITS.computeIfAbsent(
        cause, first -> new RateLimit(Duration.ofMinutes(1).toNanos(), System.nanoTime()));
  }

  /**
   * The class, and what our own exceptions say. Others are told by where they come from: what an
   * object of the program's throws may hold content, which belongs in no log.
   */
  static String blame(Throwable cause) {
    String type = cause.getClass().getName();
    try {
      StackTraceElement[] stack = cause.getStackTrace();
      if (cause instanceof LinkageError || (stack.length > 0 && isOurs(stack[0].getClassName()))) {
        return cause.toString();
      }
      return stack.length == 0 ? type : type + " at " + stack[0];
    } catch (Throwable unreadable) {
      return type;
    }
  }

  private static boolean isOurs(String className) {
    return className.startsWith(OURS) || className.equals("java.util.Objects");
  }

  /** The class, and the message where the exception's own code can give it: for a span. */
  static String describe(Throwable cause) {
    try {
      return String.valueOf(cause);
    } catch (Throwable badToString) {
      return cause.getClass().getName();
    }
  }

  private Warnings() {}
}
