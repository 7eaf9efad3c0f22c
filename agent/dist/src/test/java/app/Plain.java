package app;

/**
 * A program that knows nothing of OpenTelemetry, and looks whether something came with the agent.
 */
public final class Plain {
  public static void main(String[] arguments) {
    for (String name :
        new String[] {
          "io.opentelemetry.api.OpenTelemetry",
          "net.bytebuddy.ByteBuddy",
          "com.fasterxml.jackson.databind.ObjectMapper",
          "org.sqlite.JDBC",
          "dev.fulgurite.agent.core.AgentStart",
          "dev.fulgurite.agent.shaded.io.opentelemetry.api.OpenTelemetry",
          "dev.fulgurite.agent.bridge.ApplicationBridge"
        }) {
      System.out.println(name + "=" + isVisible(name));
    }
    System.out.println("threads=" + fulguriteThreads());
    System.out.println("logging=" + isLoggingStarted());
  }

  private static boolean isVisible(String name) {
    try {
      Class.forName(name);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static long fulguriteThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains("fulgurite"))
        .count();
  }

  /** A log manager that is named now is still the one that runs. */
  private static boolean isLoggingStarted() {
    System.setProperty("java.util.logging.manager", OwnLogManager.class.getName());
    return !(java.util.logging.LogManager.getLogManager() instanceof OwnLogManager);
  }

  /** What an application server brings. */
  public static final class OwnLogManager extends java.util.logging.LogManager {}

  private Plain() {}
}
