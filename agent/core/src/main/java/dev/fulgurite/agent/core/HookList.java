package dev.fulgurite.agent.core;

import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookTarget;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.ServiceLoader;

/** What {@code --list-hooks} prints. */
public final class HookList {
  /** Called by name from the agent's main. */
  public static void print(PrintStream out) {
    out.printf("%-28s %s%n", "annotations", "methods annotated with dev.fulgurite.api.annotation");
    ServiceLoader.load(Hook.class, HookList.class.getClassLoader()).stream()
        .map(provider -> provider.get().target())
        .sorted(Comparator.comparing(HookTarget::id))
        .forEach(target -> out.printf("%-28s %s%n", target.id(), place(target)));
  }

  private static String place(HookTarget target) {
    return (target.subtypes() ? "subtypes of " : "") + target.type() + '#' + target.method();
  }

  private HookList() {}
}
