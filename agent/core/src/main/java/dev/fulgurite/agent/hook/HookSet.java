package dev.fulgurite.agent.hook;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The hooks of one framework, which work together. Found as a service of this name. */
public interface HookSet {
  /** New hooks; those of one list share what they know. */
  List<Hook> hooks();

  /** The hooks of every set that {@code loader} finds. */
  static Stream<Hook> load(ClassLoader loader) {
    return ServiceLoader.load(HookSet.class, loader).stream()
        .flatMap(provider -> provider.get().hooks().stream());
  }
}
