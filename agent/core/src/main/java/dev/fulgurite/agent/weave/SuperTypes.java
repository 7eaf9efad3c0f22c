package dev.fulgurite.agent.weave;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All supertypes of a class that is not defined yet: read from class files, never loaded. */
final class SuperTypes {
  private final ClassFile file;
  private final ClassLoader loader;
  private @Nullable Set<String> all;

  SuperTypes(ClassFile file, ClassLoader loader) {
    this.file = file;
    this.loader = loader;
  }

  boolean include(String internalName) {
    Set<String> known = all;
    if (known == null) {
      known = collect();
      all = known;
    }
    return known.contains(internalName);
  }

  private Set<String> collect() {
    Set<String> names = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(file.superTypes());
    while (!open.isEmpty()) {
      String name = open.pop();
      if (!name.startsWith("java/") && names.add(name)) {
        ClassFile superType = ClassFile.find(name, loader);
        if (superType != null) {
          open.addAll(superType.superTypes());
        }
      }
    }
    return names;
  }
}
