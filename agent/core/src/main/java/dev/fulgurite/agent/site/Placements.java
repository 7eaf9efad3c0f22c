package dev.fulgurite.agent.site;

import dev.fulgurite.agent.home.AppNames;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.weave.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All places to weave that are known by name. */
public final class Placements {
  static final String HOOK = "hook";
  static final String WATCHED = "watched";
  static final String REWARDED = "rewarded";
  static final String GET = "get";
  static final String OR_NOOP = "or-noop";
  static final String CHANGED = "changed";
  static final String BUILT = "built";
  static final String TAP = "tap";
  static final String FOUND = "found";

  private static final List<Own> OWN =
      List.of(
          own("get", AppNames.GLOBAL, "get", "()", GET),
          own("get-or-noop", AppNames.GLOBAL, "getOrNoop", "()", OR_NOOP),
          own("set", AppNames.GLOBAL, "set", null, CHANGED),
          own("reset", AppNames.GLOBAL, "resetForTest", "()", CHANGED),
          own("sdk", AppNames.SDK_BUILDER, "build", "()", BUILT),
          own("tap", AppNames.TRACER_PROVIDER_BUILDER, "build", "()", TAP),
          own("emits", "dev.fulgurite.api.GlobalLookup", "find", "()", FOUND));

  /** Our own, on the application's OpenTelemetry. */
  public static List<HookTarget> ofOpenTelemetry() {
    return OWN.stream().map(Own::target).toList();
  }

  /**
   * The hooks' and our own; a hook is told by its place in the list.
   *
   * @param keeps which of our own there are, by id
   */
  public static List<Placement> of(List<Hook> hooks, Predicate<String> keeps) {
    List<Placement> placements = new ArrayList<>();
    OWN.stream().filter(own -> keeps.test(own.id())).map(Own::placement).forEach(placements::add);
    for (int i = 0; i < hooks.size(); i++) {
      HookTarget target = hooks.get(i).target();
      placements.add(
          new Placement(
              internal(target.type()),
              target.subtypes(),
              target.method(),
              Placement.parameters(target.parameterTypes()),
              List.of(HOOK, Integer.toString(i), target.method(), target.id())));
    }
    return placements;
  }

  /** Method {@code method} of {@code type} and of its subtypes; constructors are no methods. */
  public static List<Placement> watched(WatchedMethod watched) {
    return everywhere(watched, List.of(WATCHED, watched.type(), watched.method(), watched.id()));
  }

  /** The same, where the method's result is the reward {@code name}. */
  public static List<Placement> rewarded(WatchedMethod watched, String name) {
    return everywhere(watched, List.of(REWARDED, name, watched.method(), watched.id()));
  }

  private static List<Placement> everywhere(WatchedMethod watched, List<String> constants) {
    String type = internal(watched.type());
    return List.of(
        new Placement(type, false, watched.method(), null, constants),
        new Placement(type, true, watched.method(), null, constants));
  }

  /** Whose {@link Sighting} a place counts for; empty for what is our own. */
  static String id(List<String> constants) {
    String kind = constants.get(0);
    return kind.equals(HOOK) || kind.equals(WATCHED) || kind.equals(REWARDED)
        ? constants.get(3)
        : "";
  }

  private static Own own(
      String id, String type, String method, @Nullable String parameters, String kind) {
    return new Own(
        new HookTarget("opentelemetry." + id, type, false, method, List.of()),
        new Placement(internal(type), false, method, parameters, List.of(kind)));
  }

  /** A place of our own, which is no hook of a framework. */
  private record Own(HookTarget target, Placement placement) {
    String id() {
      return target.id();
    }
  }

  private static String internal(String name) {
    return name.replace('.', '/');
  }

  private Placements() {}
}
