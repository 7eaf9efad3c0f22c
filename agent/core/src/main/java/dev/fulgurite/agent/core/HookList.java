package dev.fulgurite.agent.core;

import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSet;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.site.Placements;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.stream.Stream;

/** What {@code --list-hooks} prints. */
public final class HookList {
  /** Called by name from the agent's main. */
  public static void print(PrintStream out) {
    out.printf("%-28s %s%n", "annotations", "methods annotated with dev.fulgurite.api.annotation");
    Stream.concat(
            HookSet.load(HookList.class.getClassLoader()).map(Hook::target),
            Placements.ofOpenTelemetry().stream())
        .sorted(Comparator.comparing(HookTarget::id))
        .forEach(target -> out.printf("%-28s %s%n", target.id(), place(target)));
  }

  private static String place(HookTarget target) {
    return (target.subtypes() ? "subtypes of " : "") + target.type() + '#' + target.method();
  }

  private HookList() {}
}
