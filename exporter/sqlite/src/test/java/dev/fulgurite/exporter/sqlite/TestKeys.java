package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.PrivateFiles;
import dev.fulgurite.exporter.store.StoreKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keys in files. */
final class TestKeys {
  /** The one made of {@code digit} alone, in a file of its own, outside of the store's folder. */
  static StoreKey of(Path folder, char digit) {
    try {
      Path file = folder.resolve("store-" + digit + ".key");
      PrivateFiles.createFile(file);
      return StoreKey.ofFile(Files.writeString(file, ("" + digit).repeat(64)).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TestKeys() {}
}
