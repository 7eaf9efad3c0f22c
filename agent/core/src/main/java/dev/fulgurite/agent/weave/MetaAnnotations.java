package dev.fulgurite.agent.weave;

import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.annotation.AnnotationList;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/** Finds our annotations, also on the application's own annotations. */
final class MetaAnnotations {
  /**
   * @param name simple
   * @return the nearest, or null for none
   */
  static @Nullable AnnotationDescription find(AnnotationList annotations, String name) {
    return find(annotations, AnnotatedMethodNames.PACKAGE + name, new HashSet<>());
  }

  private static @Nullable AnnotationDescription find(
      AnnotationList annotations, String name, Set<TypeDescription> visited) {
    for (AnnotationDescription annotation : annotations) {
      if (annotation.getAnnotationType().getName().equals(name)) {
        return annotation;
      }
    }
    for (AnnotationDescription annotation : annotations) {
      TypeDescription type = annotation.getAnnotationType();
      if (!type.getName().startsWith("java.") && visited.add(type)) {
        AnnotationDescription found = find(type.getDeclaredAnnotations(), name, visited);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private MetaAnnotations() {}
}
