package dev.fulgurite.agent.home;

/** Whether the OpenTelemetry agent runs in this JVM: its pipeline then serves the application. */
public final class OfficialAgent {
  /** Asked for when the application runs, since the order of the agents is anybody's. */
  public static boolean isPresent() {
    return Answer.PRESENT;
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
