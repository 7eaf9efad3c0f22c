package dev.fulgurite.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which placements a class file has, decided from its bytes alone; Byte Buddy loads only when some
 * class has one. Immutable but for the answers of class loaders.
 */
final class Candidates {
  /** What to weave into one class. */
  record Plan(List<Placement> placements, boolean annotated) {
    boolean isEmpty() {
      return placements.isEmpty() && !annotated;
    }
  }

  private final Map<String, List<Placement>> byType = new HashMap<>();
  private final List<Placement> bySuperType = new ArrayList<>();
  private final TextSet superTypeMethods;
  private final TextSet annotations;

  /**
   * @param annotated whether annotated methods are woven at all
   */
  Candidates(List<Placement> placements, boolean annotated) {
    for (Placement placement : placements) {
      if (placement.subtypes()) {
        bySuperType.add(placement);
      } else {
        byType.computeIfAbsent(placement.type(), name -> new ArrayList<>()).add(placement);
      }
    }
    this.superTypeMethods = new TextSet(bySuperType.stream().map(Placement::method).toList());
    this.annotations = new TextSet(annotated ? AnnotatedMethodNames.DESCRIPTORS : List.of());
  }

  Plan plan(String name, ClassFile file, ClassLoader loader) {
    List<Placement> found = new ArrayList<>();
    for (Placement placement : byType.getOrDefault(name, List.of())) {
      if (file.declares(placement::covers)) {
        found.add(placement);
      }
    }
    if (!file.isInterface() && file.mentions(superTypeMethods)) {
      SuperTypes superTypes = new SuperTypes(file, loader);
      for (Placement placement : bySuperType) {
        if (file.declares(placement::covers) && superTypes.include(placement.type())) {
          found.add(placement);
        }
      }
    }
    return new Plan(found, file.mentions(annotations));
  }
}
