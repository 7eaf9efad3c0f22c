package dev.fulgurite.agent.site;

import dev.fulgurite.agent.weave.Placement;
import dev.fulgurite.agent.weave.WeaveLog;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What became of each place to weave, by a hook's id or a watched method's name. Thread-safe. */
public final class Sightings implements WeaveLog {
  /** Under which annotated methods are counted together. */
  public static final String ANNOTATIONS = "annotations";

  private final Map<String, Sighting> byId = new ConcurrentHashMap<>();

  /** What is known so far; empty where nothing is. */
  public Sighting of(String id) {
    return byId.computeIfAbsent(id, any -> new Sighting());
  }

  /** All that anything is known of, sorted. */
  public Map<String, Sighting> all() {
    return new TreeMap<>(byId);
  }

  @Override
  public void woven(Placement placement, String className) {
    String id = Placements.id(placement.constants());
    if (!id.isEmpty()) {
      of(id).woven(className);
    }
  }

  @Override
  public void annotated(String className) {
    of(ANNOTATIONS).woven(className);
  }

  @Override
  public void missing(Placement placement, String className, @Nullable ProtectionDomain domain) {
    String id = Placements.id(placement.constants());
    if (!id.isEmpty()) {
      of(id).missed(className, domain);
    }
  }
}
