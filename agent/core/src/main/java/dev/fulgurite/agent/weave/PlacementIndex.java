package dev.fulgurite.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Placements by what a class file tells about itself. Immutable. */
final class PlacementIndex {
  private final List<Placement> all;
  private final Map<String, List<Placement>> byType = new HashMap<>();
  private final List<Placement> bySuperType = new ArrayList<>();
  private final TextSet superTypeMethods;

  /** Whether somebody asks for subtypes of a type that libraries implement. */
  private final boolean inLibraries;

  private final Map<String, TextSet> methodsByType = new HashMap<>();

  PlacementIndex(List<Placement> placements) {
    all = List.copyOf(placements);
    for (Placement placement : placements) {
      if (placement.subtypes()) {
        bySuperType.add(placement);
      } else {
        byType.computeIfAbsent(placement.type(), name -> new ArrayList<>()).add(placement);
      }
    }
    superTypeMethods = methods(bySuperType);
    inLibraries = bySuperType.stream().anyMatch(placement -> isOfLibraries(placement.type()));
    byType.forEach((type, ofType) -> methodsByType.put(type, methods(ofType)));
  }

  /** Those of AI frameworks are not what other libraries implement. */
  private static boolean isOfLibraries(String type) {
    return Libraries.areUnrelated(type)
        || (Libraries.include(type)
            && !type.startsWith("dev/langchain4j/")
            && !type.startsWith("org/springframework/ai/"));
  }

  /**
   * Whether a class of this name has to be looked at.
   *
   * @param name internal
   */
  boolean mayConcern(String name) {
    return inLibraries || !Libraries.areUnrelated(name) || byType.containsKey(name);
  }

  PlacementIndex with(List<Placement> more) {
    List<Placement> placements = new ArrayList<>(all);
    placements.addAll(more);
    return new PlacementIndex(placements);
  }

  /** Adds to {@code found} what {@code file} has, to {@code missing} what it should have. */
  void find(Candidates.Seen seen, List<Placement> found, List<Placement> missing) {
    ClassFile file = seen.file();
    TextSet methods = methodsByType.get(seen.name());
    if (methods != null) {
      List<ClassFile.Signature> declared = file.declared(methods);
      for (Placement placement : byType.getOrDefault(seen.name(), List.of())) {
        (declared.stream().anyMatch(placement::covers) ? found : missing).add(placement);
      }
    }
    if (!file.isInterface()) {
      findInherited(seen, file.declared(superTypeMethods), found);
    }
  }

  private void findInherited(
      Candidates.Seen seen, List<ClassFile.Signature> declared, List<Placement> found) {
    if (declared.isEmpty()) {
      return;
    }
    SuperTypes superTypes = new SuperTypes(seen.file(), seen.loader());
    for (Placement placement : bySuperType) {
      if (declared.stream().anyMatch(placement::covers) && superTypes.include(placement.type())) {
        found.add(placement);
      }
    }
  }

  private static TextSet methods(List<Placement> placements) {
    return new TextSet(placements.stream().map(Placement::method).toList());
  }
}
