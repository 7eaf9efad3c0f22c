package dev.fulgurite.agent.site;

import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What became of one place to weave. Thread-safe. */
public final class Sighting {
  private static final int MAX_CLASSES = 1000;

  private final LongAdder calls = new LongAdder();
  private final Set<String> classes = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Miss miss;

  /**
   * A class that should have the method.
   *
   * @param location of its class file, as a URL; empty where it is unknown
   */
  public record Miss(String type, String location) {}

  LongAdder counter() {
    return calls;
  }

  void woven(String className) {
    if (classes.size() < MAX_CLASSES) {
      classes.add(className);
    }
  }

  /** Keeps the first. */
  void missed(String className, @Nullable ProtectionDomain domain) {
    if (miss == null) {
      CodeSource source = domain == null ? null : domain.getCodeSource();
      miss =
          new Miss(
              className,
              source == null || source.getLocation() == null
                  ? ""
                  : source.getLocation().toString());
    }
  }

  /** How often a woven method was called. */
  public long calls() {
    return calls.sum();
  }

  /** The classes that have it, sorted; at most a thousand. */
  public Set<String> classes() {
    return new TreeSet<>(classes);
  }

  public boolean isWoven() {
    return !classes.isEmpty();
  }

  /** The class that was looked at in vain, if there was one. */
  public @Nullable Miss miss() {
    return miss;
  }
}
