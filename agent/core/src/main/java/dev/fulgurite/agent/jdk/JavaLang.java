package dev.fulgurite.agent.jdk;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/** Opens {@code java.lang} to the agent's own unnamed module. */
public final class JavaLang {
  public static void openToAgent(Instrumentation instrumentation) {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang", Set.of(JavaLang.class.getModule())),
        Set.of(),
        Map.of());
  }

  private JavaLang() {}
}
