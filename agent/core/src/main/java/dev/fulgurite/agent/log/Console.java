package dev.fulgurite.agent.log;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Lines on standard error. Thread-safe; never throws. */
public final class Console {
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();
  private static final AtomicLong SUPPRESSED = new AtomicLong();
  private static volatile boolean quiet;
  private static volatile boolean debug;

  /** Says nothing from now on. */
  public static void setQuiet(boolean quiet) {
    Console.quiet = quiet;
  }

  /** Whether failures of our own are told with their stack trace. */
  public static void setDebug(boolean debug) {
    Console.debug = debug;
  }

  public static void line(String message) {
    if (!quiet) {
      System.err.println("[fulgurite] " + message);
    }
  }

  /**
   * A failure of our own that the application must not notice: counted, told once per {@code
   * place}.
   */
  public static void failure(String place, Throwable thrown) {
    SUPPRESSED.incrementAndGet();
    if (SAID.add(place)) {
      line(place + " failed and was left out (the program runs on): " + text(thrown));
      if (debug && !quiet) {
        thrown.printStackTrace(System.err);
      }
    }
  }

  /** Runs {@code action}; what it throws is a {@link #failure}. */
  public static void guard(String place, Runnable action) {
    try {
      action.run();
    } catch (Throwable t) {
      failure(place, t);
    }
  }

  /** An exception of the application's may throw when it is asked. */
  private static String text(Throwable thrown) {
    try {
      return thrown.toString();
    } catch (Throwable t) {
      return thrown.getClass().getName();
    }
  }

  /** How many failures were kept from the application. */
  public static long failures() {
    return SUPPRESSED.get();
  }

  private Console() {}
}
