package dev.fulgurite.agent.weave;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which types carry our annotations: in their own class file, by an annotation of the application's
 * that is itself annotated with one, or by a supertype. Where that takes another class file, it is
 * read and never loaded: the JVM shows a class before its supertypes, and an annotation's type
 * perhaps never. Thread-safe.
 */
final class AnnotatedTypes {
  private static final TextSet OURS = new TextSet(AnnotatedMethodNames.DESCRIPTORS);
  private static final String PROBE =
      AnnotatedMethodNames.PACKAGE.replace('.', '/') + AnnotatedMethodNames.OPERATION + ".class";

  /** By internal name, for all loaders: which of two namesakes is meant, the weaver looks at. */
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();

  private final Map<ClassLoader, Boolean> loaders = new WeakHashMap<>();

  /** Whether {@code seen} may have a method to weave. */
  boolean include(Candidates.Seen seen) {
    ClassFile file = seen.file();
    boolean own = file.mentions(OURS);
    boolean carrier =
        own
            || (!Libraries.include(seen.name())
                && byOthers(file, seen.loader(), new HashSet<>(Set.of(seen.name()))));
    if (carrier) {
      known.put(seen.name(), true);
    }
    return carrier && !file.isAnnotation();
  }

  private boolean byOthers(ClassFile file, ClassLoader loader, Set<String> visited) {
    for (String type : file.superTypes()) {
      if (isCarrier(type, loader, visited)) {
        return true;
      }
    }
    for (String type : AnnotationReader.types(file)) {
      if (isCarrier(type, loader, visited)) {
        return true;
      }
    }
    return false;
  }

  private boolean isCarrier(String type, ClassLoader loader, Set<String> visited) {
    Boolean verdict = known.get(type);
    if (verdict != null) {
      return verdict;
    }
    if (Libraries.include(type) || !visited.add(type) || !seesAnnotations(loader)) {
      return false;
    }
    ClassFile file = ClassFile.find(type, loader);
    boolean carrier = file != null && (file.mentions(OURS) || byOthers(file, loader, visited));
    known.merge(type, carrier, Boolean::logicalOr);
    return carrier;
  }

  /** Without our annotations on its class path, no application can have used them. */
  private boolean seesAnnotations(ClassLoader loader) {
    Boolean answer = answer(loader);
    if (answer == null) {
      answer = loader.getResource(PROBE) != null;
      synchronized (loaders) {
        loaders.put(loader, answer);
      }
    }
    return answer;
  }

  private @Nullable Boolean answer(ClassLoader loader) {
    synchronized (loaders) {
      return loaders.get(loader);
    }
  }
}
