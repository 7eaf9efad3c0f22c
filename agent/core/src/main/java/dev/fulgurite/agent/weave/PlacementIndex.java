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

  PlacementIndex(List<Placement> placements) {
    all = List.copyOf(placements);
    for (Placement placement : placements) {
      if (placement.subtypes()) {
        bySuperType.add(placement);
      } else {
        byType.computeIfAbsent(placement.type(), name -> new ArrayList<>()).add(placement);
      }
    }
    superTypeMethods = new TextSet(bySuperType.stream().map(Placement::method).toList());
  }

  PlacementIndex with(List<Placement> more) {
    List<Placement> placements = new ArrayList<>(all);
    placements.addAll(more);
    return new PlacementIndex(placements);
  }

  /** Adds to {@code found} what {@code file} has, to {@code missing} what it should have. */
  void find(Candidates.Seen seen, List<Placement> found, List<Placement> missing) {
    ClassFile file = seen.file();
    for (Placement placement : byType.getOrDefault(seen.name(), List.of())) {
      (file.declares(placement::covers) ? found : missing).add(placement);
    }
    if (!file.isInterface() && file.mentions(superTypeMethods)) {
      SuperTypes superTypes = new SuperTypes(file, seen.loader());
      for (Placement placement : bySuperType) {
        if (file.declares(placement::covers) && superTypes.include(placement.type())) {
          found.add(placement);
        }
      }
    }
  }
}
