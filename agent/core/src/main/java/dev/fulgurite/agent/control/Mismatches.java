package dev.fulgurite.agent.control;

import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.site.Sighting;
import dev.fulgurite.agent.site.Sightings;
import dev.fulgurite.agent.site.WatchedMethod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What should have been woven and was not, in a line each. */
public record Mismatches(List<Hook> hooks, Sightings sightings) {
  /** A line for each place whose class is there without the method, in all its versions. */
  public List<String> ofHooks() {
    Map<String, Sighting> seen = sightings.all();
    if (seen.isEmpty()) {
      return List.of();
    }
    Set<String> told = matchedGroups();
    List<String> lines = new ArrayList<>();
    for (Hook hook : hooks) {
      HookTarget target = hook.target();
      Sighting sighting = seen.get(target.id());
      Sighting.Miss miss = sighting == null ? null : sighting.miss();
      if (miss != null && !target.isOptional() && told.add(target.group())) {
        lines.add(line(target, miss));
      }
    }
    return lines;
  }

  /** The places that were woven in one of their versions. */
  Set<String> matchedGroups() {
    Map<String, Sighting> seen = sightings.all();
    Set<String> groups = new HashSet<>();
    for (Hook hook : hooks) {
      Sighting sighting = seen.get(hook.target().id());
      if (sighting != null && sighting.isWoven()) {
        groups.add(hook.target().group());
      }
    }
    return groups;
  }

  private static String line(HookTarget target, Sighting.Miss miss) {
    String library = LibraryVersion.of(miss.location());
    return "hook %s does not fit this %s%s: it has no %s(%s), and those calls are not recorded; use a version of the library that this agent knows, or a newer agent"
        .formatted(
            target.id(),
            miss.type(),
            library.isEmpty() ? "" : " of " + library,
            target.method(),
            target.parameterTypes().stream()
                .map(type -> type.substring(type.lastIndexOf('.') + 1))
                .collect(Collectors.joining(", ")));
  }

  /** A line for each of {@code methods} that no loaded class has. */
  public List<String> of(Collection<WatchedMethod> methods) {
    List<String> lines = new ArrayList<>();
    for (WatchedMethod method : methods) {
      if (!sightings.of(method.id()).isWoven()) {
        lines.add(
            "no class that was loaded has the method %s: nothing of it was recorded; correct its name, or take it out"
                .formatted(method.id()));
      }
    }
    return lines;
  }
}
