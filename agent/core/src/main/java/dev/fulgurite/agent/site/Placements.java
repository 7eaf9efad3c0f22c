package dev.fulgurite.agent.site;

import dev.fulgurite.agent.home.AppNames;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.weave.Placement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All places to weave that are known by name. */
public final class Placements {
  static final String HOOK = "hook";
  static final String GET = "get";
  static final String OR_NOOP = "or-noop";
  static final String CHANGED = "changed";
  static final String BUILT = "built";
  static final String TAP = "tap";
  static final String FOUND = "found";

  /** The hooks' and our own; a hook is told by its place in the list. */
  public static List<Placement> of(List<Hook> hooks) {
    List<Placement> placements = new ArrayList<>(own());
    for (int i = 0; i < hooks.size(); i++) {
      HookTarget target = hooks.get(i).target();
      placements.add(
          new Placement(
              internal(target.type()),
              target.subtypes(),
              target.method(),
              Placement.parameters(target.parameterTypes()),
              List.of(HOOK, Integer.toString(i), target.method())));
    }
    return placements;
  }

  private static List<Placement> own() {
    return List.of(
        exact(AppNames.GLOBAL, "get", "()", GET),
        exact(AppNames.GLOBAL, "getOrNoop", "()", OR_NOOP),
        exact(AppNames.GLOBAL, "set", null, CHANGED),
        exact(AppNames.GLOBAL, "resetForTest", "()", CHANGED),
        exact(AppNames.SDK_BUILDER, "build", "()", BUILT),
        exact(AppNames.TRACER_PROVIDER_BUILDER, "build", "()", TAP),
        exact("dev.fulgurite.api.GlobalLookup", "find", "()", FOUND));
  }

  private static Placement exact(
      String type, String method, @Nullable String parameters, String kind) {
    return new Placement(internal(type), false, method, parameters, List.of(kind));
  }

  private static String internal(String name) {
    return name.replace('.', '/');
  }

  private Placements() {}
}
