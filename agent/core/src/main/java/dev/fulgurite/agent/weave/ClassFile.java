package dev.fulgurite.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * As much of a class file as decides whether to look closer, read in place: every class that the
 * application loads passes here, so nothing is allocated until something may match.
 */
final class ClassFile {
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int INTERFACE = 0x0200;
  private static final int ABSTRACT = 0x0400;
  private static final int ANNOTATION = 0x2000;

  private final byte[] bytes;

  /** Where each constant's content begins, behind its tag. */
  private final int[] constants;

  private final int accessOffset;

  private ClassFile(byte[] bytes) {
    this.bytes = bytes;
    this.constants = new int[u2(8)];
    int offset = 10;
    for (int i = 1; i < constants.length; i++) {
      int tag = bytes[offset++];
      constants[i] = offset;
      offset += size(tag, offset);
      // These two take two places, by the class file format's own regret.
      if (tag == LONG || tag == DOUBLE) {
        i++;
      }
    }
    this.accessOffset = offset;
  }

  /** Null where {@code bytes} is not a class file that we can read. */
  static @Nullable ClassFile read(byte[] bytes) {
    try {
      return isClass(bytes) ? new ClassFile(bytes) : null;
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      return null;
    }
  }

  /** The class file of {@code internalName} as {@code loader} finds it; null for none. */
  static @Nullable ClassFile find(String internalName, ClassLoader loader) {
    try (InputStream stream = loader.getResourceAsStream(internalName + ".class")) {
      return stream == null ? null : read(stream.readAllBytes());
    } catch (IOException | RuntimeException e) {
      return null; // a loader that was closed, perhaps
    }
  }

  private static boolean isClass(byte[] bytes) {
    return bytes.length > 10
        && bytes[0] == (byte) 0xCA
        && bytes[1] == (byte) 0xFE
        && bytes[2] == (byte) 0xBA
        && bytes[3] == (byte) 0xBE;
  }

  /** Whether a text constant of the class is one of {@code texts}. */
  boolean mentions(TextSet texts) {
    for (int i = 1; i < constants.length; i++) {
      int at = constants[i];
      if (at != 0 && bytes[at - 1] == UTF8 && texts.contains(bytes, at + 2, u2(at))) {
        return true;
      }
    }
    return false;
  }

  boolean isInterface() {
    return (u2(accessOffset) & INTERFACE) != 0;
  }

  boolean isAnnotation() {
    return (u2(accessOffset) & ANNOTATION) != 0;
  }

  /** Internal name, with slashes. */
  String name() {
    return className(u2(accessOffset + 2));
  }

  /** The superclass, if any, and the interfaces; internal names. */
  List<String> superTypes() {
    List<String> names = new ArrayList<>();
    int superClass = u2(accessOffset + 4);
    if (superClass != 0) {
      names.add(className(superClass));
    }
    int count = u2(accessOffset + 6);
    for (int i = 0; i < count; i++) {
      names.add(className(u2(accessOffset + 8 + 2 * i)));
    }
    return names;
  }

  /** The methods with a body that have one of {@code names}; for most classes there is none. */
  List<Signature> declared(TextSet names) {
    List<Signature> found = List.of();
    int offset = skipMembers(accessOffset + 8 + 2 * u2(accessOffset + 6));
    int count = u2(offset);
    offset += 2;
    for (int i = 0; i < count; i++) {
      int name = constants[u2(offset + 2)];
      boolean body = (u2(offset) & ABSTRACT) == 0;
      if (body && names.contains(bytes, name + 2, u2(name))) {
        found = found.isEmpty() ? new ArrayList<>() : found;
        found.add(new Signature(utf8(u2(offset + 2)), utf8(u2(offset + 4))));
      }
      offset = skipMember(offset);
    }
    return found;
  }

  /** The number of the text constant that is {@code text}; 0 for none. */
  int constant(byte[] text) {
    for (int i = 1; i < constants.length; i++) {
      int at = constants[i];
      if (at != 0
          && bytes[at - 1] == UTF8
          && u2(at) == text.length
          && Arrays.equals(text, 0, text.length, bytes, at + 2, at + 2 + text.length)) {
        return i;
      }
    }
    return 0;
  }

  /** Gives the attributes of the methods and of the class whose name is constant {@code name}. */
  void attributes(int name, IntConsumer content) {
    int offset = skipMembers(accessOffset + 8 + 2 * u2(accessOffset + 6));
    int count = u2(offset);
    offset += 2;
    for (int i = 0; i < count; i++) {
      offset = attributes(offset + 6, name, content);
    }
    attributes(offset, name, content);
  }

  /** Where they end. */
  private int attributes(int offset, int name, IntConsumer content) {
    int next = offset + 2;
    for (int i = 0; i < u2(offset); i++) {
      if (u2(next) == name) {
        content.accept(next + 6);
      }
      next += 6 + u4(next + 2);
    }
    return next;
  }

  /** A method's name and descriptor. */
  record Signature(String name, String descriptor) {}

  private int skipMembers(int offset) {
    int count = u2(offset);
    int next = offset + 2;
    for (int i = 0; i < count; i++) {
      next = skipMember(next);
    }
    return next;
  }

  private int skipMember(int offset) {
    int attributes = u2(offset + 6);
    int next = offset + 8;
    for (int i = 0; i < attributes; i++) {
      next += 6 + u4(next + 2);
    }
    return next;
  }

  private String className(int index) {
    return utf8(u2(constants[index]));
  }

  String utf8(int index) {
    int at = constants[index];
    return new String(bytes, at + 2, u2(at), StandardCharsets.UTF_8);
  }

  private int size(int tag, int offset) {
    return switch (tag) {
      case UTF8 -> 2 + u2(offset);
      case 7, 8, 16, 19, 20 -> 2;
      case 15 -> 3;
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
      case LONG, DOUBLE -> 8;
      default -> throw new IllegalArgumentException("constant tag " + tag);
    };
  }

  int u1(int offset) {
    return bytes[offset] & 0xFF;
  }

  int u2(int offset) {
    return ((bytes[offset] & 0xFF) << 8) | (bytes[offset + 1] & 0xFF);
  }

  private int u4(int offset) {
    return (u2(offset) << 16) | u2(offset + 2);
  }
}
