package dev.fulgurite.agent.log;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Lines on standard error. Thread-safe; never throws. */
public final class Console {
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();
  private static final AtomicLong SUPPRESSED = new AtomicLong();
  private static volatile boolean quiet;

  /** Says nothing from now on. */
  public static void setQuiet(boolean quiet) {
    Console.quiet = quiet;
  }

  public static void line(String message) {
    if (!quiet) {
      System.err.println("[fulgurite] " + message);
    }
  }

  /**
   * A failure of our own that the application must not notice: counted, told once per {@code
   * place}. Where {@code thrown} comes from is told, what it says is not: an object of the
   * application's may have thrown it, and put content into it.
   */
  public static void failure(String place, Throwable thrown) {
    SUPPRESSED.incrementAndGet();
    if (SAID.add(place)) {
      line(place + " failed and was left out (the program runs on): " + origin(thrown));
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

  private static String origin(Throwable thrown) {
    String type = thrown.getClass().getName();
    try {
      // Their messages are names of classes and members, which is what one wants to know.
      String text = thrown instanceof LinkageError ? thrown.toString() : type;
      StackTraceElement[] stack = thrown.getStackTrace();
      return stack.length == 0 ? text : text + " at " + stack[0];
    } catch (Throwable t) {
      return type; // an exception of the application's may throw when it is asked
    }
  }

  /** How many failures were kept from the application. */
  public static long failures() {
    return SUPPRESSED.get();
  }

  private Console() {}
}
