package dev.fulgurite.exporter.sqlite;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is made of a text that comes with nearly every span, found by the bytes it is written in, so
 * that it is made once. One text displaces another at the same place. Thread-safe.
 */
final class KnownTexts<T> {
  private static final int PLACES = 1 << 10;
  private static final int MAX_LENGTH = 100;

  private final AtomicReferenceArray<@Nullable Entry<T>> entries =
      new AtomicReferenceArray<>(PLACES);
  private final Function<String, T> making;

  private static final class Entry<T> {
    final byte[] written;
    final T made;

    Entry(byte[] written, T made) {
      this.written = written;
      this.made = made;
    }
  }

  KnownTexts(Function<String, T> making) {
    this.making = making;
  }

  @Nullable T find(byte[] bytes, int from, int to) {
    Entry<T> entry = entries.getPlain(place(bytes, from, to));
    return entry != null && Arrays.equals(entry.written, 0, entry.written.length, bytes, from, to)
        ? entry.made
        : null;
  }

  /** Not to be changed: {@code written}. */
  T add(byte[] written, String text) {
    T made = making.apply(text);
    if (written.length <= MAX_LENGTH) {
      entries.setRelease(place(written, 0, written.length), new Entry<>(written, made));
    }
    return made;
  }

  private static int place(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return (hash ^ hash >>> 10 ^ hash >>> 20) & (PLACES - 1);
  }
}
