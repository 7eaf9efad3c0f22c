package dev.fulgurite.agent.weave;

import java.util.ArrayList;
import java.util.List;

/**
 * Which placements a class file has, decided from its bytes alone; Byte Buddy loads only when some
 * class has one. Thread-safe.
 */
final class Candidates {
  /**
   * A class that is about to be defined, or that is.
   *
   * @param name internal
   */
  record Seen(String name, ClassFile file, ClassLoader loader) {}

  /** What to weave into one class, and what it should have and has not. */
  record Plan(List<Placement> placements, List<Placement> missing, boolean annotated) {
    boolean isEmpty() {
      return placements.isEmpty() && !annotated;
    }
  }

  private final boolean annotated;
  private final AnnotatedTypes annotatedTypes = new AnnotatedTypes();
  private volatile PlacementIndex index;

  /**
   * @param annotated whether annotated methods are woven at all
   */
  Candidates(List<Placement> placements, boolean annotated) {
    this.index = new PlacementIndex(placements);
    this.annotated = annotated;
  }

  synchronized void add(List<Placement> placements) {
    index = index.with(placements);
  }

  /**
   * Whether a class of this name has to be looked at: most of an application's are not.
   *
   * @param name internal
   */
  boolean mayConcern(String name) {
    return index.mayConcern(name);
  }

  Plan plan(Seen seen) {
    List<Placement> found = new ArrayList<>();
    List<Placement> missing = new ArrayList<>();
    index.find(seen, found, missing);
    return new Plan(found, missing, annotated && annotatedTypes.include(seen));
  }
}
