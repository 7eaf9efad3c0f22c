package dev.fulgurite.agent.home;

import dev.fulgurite.agent.log.Console;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether the OpenTelemetry agent runs in this JVM: its pipeline then serves the application. */
public final class OfficialAgent {
  private static final String EXTENSION =
      "; for all of its spans add -Dotel.javaagent.extensions=fulgurite-otel-extension.jar";
  private static final String BRIDGED =
      "the OpenTelemetry agent runs here too and gets every span; the store holds those of"
          + " Fulgurite's hooks and emits"
          + EXTENSION;
  private static final String APART =
      "the OpenTelemetry agent runs here too; since the application has no OpenTelemetry API,"
          + " Fulgurite's spans are not in its traces"
          + EXTENSION;
  private static final String HAS_ALL =
      "0 spans recorded: the OpenTelemetry agent runs here too and got what there was";
  private static final AtomicBoolean ANNOUNCED = new AtomicBoolean();

  /** Asked for when the application runs, since the order of the agents is anybody's. */
  public static boolean isPresent() {
    return Answer.PRESENT;
  }

  /** What to say in place of {@code otherwise} where nothing was recorded. */
  public static String whyNone(String otherwise) {
    if (!isPresent()) {
      return otherwise;
    }
    return ANNOUNCED.get() ? HAS_ALL : HAS_ALL + EXTENSION;
  }

  /**
   * Says once what this agent sees beside the other, and how it would see everything.
   *
   * @param bridged whether the application has the API that both know
   */
  static void announce(boolean bridged) {
    if (isPresent() && ANNOUNCED.compareAndSet(false, true)) {
      Console.line(bridged ? BRIDGED : APART);
    }
  }

  private static final class Answer {
    static final boolean PRESENT = find();

    private static boolean find() {
      try {
        Class.forName(AppNames.OFFICIAL_AGENT, false, null);
        return true;
      } catch (ClassNotFoundException e) {
        return false;
      }
    }
  }

  private OfficialAgent() {}
}
