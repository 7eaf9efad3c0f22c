package dev.fulgurite.agent;

import java.lang.instrument.Instrumentation;

/** The class that the JVM calls first: for Java 8, so that an old one can read what is wrong. */
public final class PreCheck {
  private static final int OLDEST = 17;

  /** Called by the JVM before the application's main. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    forward("premain", arguments, instrumentation);
  }

  /** Called by the JVM when attached to a running application. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    forward("agentmain", arguments, instrumentation);
  }

  private static void forward(String method, String arguments, Instrumentation instrumentation) {
    String version = System.getProperty("java.specification.version", "");
    if (feature(version) < OLDEST) {
      System.err.println(
          "[fulgurite] needs Java 17 or newer, and this is Java "
              + version
              + ": the agent is off, the program runs on");
      return;
    }
    try {
      Class.forName("dev.fulgurite.agent.Premain")
          .getMethod(method, String.class, Instrumentation.class)
          .invoke(null, arguments, instrumentation);
    } catch (Exception e) {
      System.err.println("[fulgurite] the agent could not start and is off: " + e);
    }
  }

  /** 8 for "1.8", 17 for "17"; what cannot be read is taken for new. */
  static int feature(String version) {
    try {
      return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
    } catch (NumberFormatException e) {
      return OLDEST;
    }
  }

  private PreCheck() {}
}
