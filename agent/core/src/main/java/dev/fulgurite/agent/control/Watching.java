package dev.fulgurite.agent.control;

import dev.fulgurite.agent.site.Placements;
import dev.fulgurite.agent.site.Sighting;
import dev.fulgurite.agent.site.Sightings;
import dev.fulgurite.agent.site.WatchedMethod;
import dev.fulgurite.agent.weave.Transformer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The methods that are watched, from the settings and since. Thread-safe. */
public final class Watching {
  private final Transformer transformer;
  private final Sightings sightings;
  private final List<WatchedMethod> methods = new CopyOnWriteArrayList<>();

  /**
   * @param methods those that {@code transformer} weaves already
   */
  public Watching(Transformer transformer, Sightings sightings, List<WatchedMethod> methods) {
    this.transformer = transformer;
    this.sightings = sightings;
    this.methods.addAll(methods);
  }

  public List<WatchedMethod> methods() {
    return List.copyOf(methods);
  }

  /** What became of a method so far. */
  public Sighting of(WatchedMethod method) {
    return sightings.of(method.id());
  }

  /** Weaves it where it is loaded, and from now on; in one line, what that came to. */
  synchronized String add(WatchedMethod method) {
    if (methods.contains(method)) {
      return method.id() + " is watched already";
    }
    methods.add(method);
    transformer.add(Placements.watched(method));
    Sighting sighting = of(method);
    int classes = sighting.classes().size();
    if (classes > 0) {
      return "%s is watched, in %d class%s"
          .formatted(method.id(), classes, classes == 1 ? "" : "es");
    }
    return sighting.miss() == null
        ? method.id() + " will be watched: no class that has it is loaded yet"
        : "%s matches nothing so far: %s is loaded and has no method '%s' with a body; it will be watched in subtypes that are loaded later"
            .formatted(method.id(), method.type(), method.method());
  }
}
