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

  /** Loaders that were asked for our annotations, and whether they see none. */
  private final Map<ClassLoader, Boolean> blind = new WeakHashMap<>();

  /** Whether {@code seen} may have a method to weave. */
  boolean include(Candidates.Seen seen) {
    ClassFile file = seen.file();
    boolean carrier = file.mentions(OURS);
    if (!carrier && !Libraries.include(seen.name()) && !isBlind(seen.loader())) {
      carrier = byOthers(file, seen.loader(), null);
      known.merge(seen.name(), carrier, Boolean::logicalOr);
    } else if (carrier) {
      known.put(seen.name(), true);
    }
    return carrier && !file.isAnnotation();
  }

  private boolean byOthers(ClassFile file, ClassLoader loader, @Nullable Set<String> visited) {
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

  private boolean isCarrier(String type, ClassLoader loader, @Nullable Set<String> visited) {
    Boolean verdict = known.get(type);
    if (verdict != null) {
      return verdict;
    }
    Set<String> open = visited == null ? new HashSet<>() : visited;
    if (Libraries.include(type) || !seesAnnotations(loader) || !open.add(type)) {
      return false;
    }
    ClassFile file = ClassFile.find(type, loader);
    boolean carrier = file != null && (file.mentions(OURS) || byOthers(file, loader, open));
    known.merge(type, carrier, Boolean::logicalOr);
    return carrier;
  }

  /** Whether it is known that no class of {@code loader} can have used our annotations. */
  private boolean isBlind(ClassLoader loader) {
    synchronized (blind) {
      return Boolean.TRUE.equals(blind.get(loader));
    }
  }

  /** Asks once, and not before a supertype or an annotation wants to be looked at. */
  private boolean seesAnnotations(ClassLoader loader) {
    synchronized (blind) {
      Boolean seesNone = blind.get(loader);
      if (seesNone != null) {
        return !seesNone;
      }
    }
    // Without the lock, since the application's loader runs.
    boolean sees = finds(loader);
    synchronized (blind) {
      blind.put(loader, !sees);
    }
    return sees;
  }

  private static boolean finds(ClassLoader loader) {
    try {
      return loader.getResource(PROBE) != null;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
