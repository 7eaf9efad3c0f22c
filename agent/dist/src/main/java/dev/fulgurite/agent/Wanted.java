package dev.fulgurite.agent;

import org.jspecify.annotations.Nullable;

/** Whether this JVM runs an application at all, and wants an agent. */
final class Wanted {
  private static final String ENABLED = "fulgurite.agent.enabled";
  private static final String[] OFF = {"false", "0", "no", "off"};
  private static final String[] TOOLS = {"jdk.", "java.", "sun.", "com.sun.tools."};

  /** An explicit setting decides; without one, the JDK's own tools are left alone. */
  static boolean isWanted(@Nullable String arguments) {
    String explicit = explicit(arguments == null ? "" : arguments);
    return explicit == null ? !isTool() : !isOff(explicit.trim());
  }

  /** What is neither on nor off goes on to the settings' reader, which names it. */
  private static boolean isOff(String value) {
    for (String off : OFF) {
      if (off.equalsIgnoreCase(value)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String explicit(String arguments) {
    String property = System.getProperty(ENABLED);
    if (property != null) {
      return property;
    }
    for (String pair : arguments.split("(?<!;);(?!;)", -1)) {
      if (pair.trim().startsWith(ENABLED + "=")) {
        return pair.substring(pair.indexOf('=') + 1);
      }
    }
    return System.getenv("FULGURITE_AGENT_ENABLED");
  }

  /** {@code JAVA_TOOL_OPTIONS} also reaches javac, jcmd and keytool. */
  private static boolean isTool() {
    return startsLikeTool(System.getProperty("jdk.module.main"))
        || startsLikeTool(System.getProperty("sun.java.command"));
  }

  private static boolean startsLikeTool(@Nullable String name) {
    if (name != null) {
      for (String prefix : TOOLS) {
        if (name.startsWith(prefix)) {
          return true;
        }
      }
    }
    return false;
  }

  private Wanted() {}
}
