package dev.fulgurite.agent.weave;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.LinkedHashSet;
import java.util.Set;

/** The annotations on a class and on its methods, by type alone. */
final class AnnotationReader {
  private static final byte[][] ATTRIBUTES = {
    "RuntimeVisibleAnnotations".getBytes(US_ASCII), "RuntimeInvisibleAnnotations".getBytes(US_ASCII)
  };

  private final ClassFile file;
  private final Set<String> types = new LinkedHashSet<>();

  private AnnotationReader(ClassFile file) {
    this.file = file;
  }

  /** Internal names; an annotation inside another counts too. */
  static Set<String> types(ClassFile file) {
    AnnotationReader reader = null;
    for (byte[] attribute : ATTRIBUTES) {
      int name = file.constant(attribute);
      if (name != 0) {
        reader = reader == null ? new AnnotationReader(file) : reader;
        file.attributes(name, reader::annotations);
      }
    }
    return reader == null ? Set.of() : reader.types;
  }

  private void annotations(int offset) {
    int next = offset + 2;
    for (int i = 0; i < file.u2(offset); i++) {
      next = annotation(next);
    }
  }

  /** Where it ends. */
  private int annotation(int offset) {
    String descriptor = file.utf8(file.u2(offset));
    types.add(descriptor.substring(1, descriptor.length() - 1));
    int next = offset + 4;
    for (int i = 0; i < file.u2(offset + 2); i++) {
      next = value(next + 2);
    }
    return next;
  }

  private int value(int offset) {
    return switch (file.u1(offset)) {
      case 'e' -> offset + 5;
      case '@' -> annotation(offset + 1);
      case '[' -> values(offset + 1);
      default -> offset + 3;
    };
  }

  private int values(int offset) {
    int next = offset + 2;
    for (int i = 0; i < file.u2(offset); i++) {
      next = value(next);
    }
    return next;
  }
}
