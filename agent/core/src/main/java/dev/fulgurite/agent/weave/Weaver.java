package dev.fulgurite.agent.weave;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rewrites classes. Adds calls, never members, so that other agents may retransform as well. */
final class Weaver {
  private final Links.Names names;

  /**
   * @param factory the first constant of every place, for {@link Links}
   */
  Weaver(Instrumentation instrumentation, String factory)
      throws ReflectiveOperationException, IOException {
    this.names = new Links.Names(new Dispatcher(instrumentation).install(), factory);
  }

  /** Null where nothing is woven after all. */
  byte @Nullable [] weave(String name, byte[] bytes, ClassLoader loader, Candidates.Plan plan) {
    List<Around> arounds = new ArrayList<>();
    for (Placement placement : plan.placements()) {
      arounds.add(Around.placement(placement));
    }
    if (plan.annotated()) {
      arounds.addAll(AnnotatedPlaces.of(name, bytes, loader));
    }
    return arounds.isEmpty() ? null : WovenClass.weave(bytes, arounds, names);
  }
}
