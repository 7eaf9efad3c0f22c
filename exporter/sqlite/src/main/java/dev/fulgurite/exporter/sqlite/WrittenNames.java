package dev.fulgurite.exporter.sqlite;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Names of attributes as bodies have them: the same few come with every span. Thread-safe. */
final class WrittenNames {
  private static final int MAX = 2_000;
  private static final int MAX_LENGTH = 100;

  private static final Map<String, byte[]> KNOWN = new ConcurrentHashMap<>();

  /** As {@link Bytes#writeText} writes it; not to be changed. */
  static byte[] of(String name) {
    byte[] known = KNOWN.get(name);
    return known == null ? write(name) : known;
  }

  private static byte[] write(String name) {
    Bytes out = new Bytes(name.length() + 2);
    out.writeText(name);
    byte[] written = out.toByteArray();
    if (name.length() <= MAX_LENGTH && KNOWN.size() < MAX) {
      KNOWN.put(name, written);
    }
    return written;
  }

  private WrittenNames() {}
}
