package dev.fulgurite.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Class files of the tests. */
final class ClassBytes {
  static byte[] of(Class<?> type) {
    String name = type.getName().replace('.', '/') + ".class";
    try (InputStream stream = type.getClassLoader().getResourceAsStream(name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ClassFile file(Class<?> type) {
    return ClassFile.read(of(type));
  }

  private ClassBytes() {}
}
