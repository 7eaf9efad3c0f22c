package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.store.HeldSpans.Held;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One session's spans as they came. Not thread-safe: its owner locks. */
final class HeldSession {
  private final NavigableMap<Long, Held> spans = new TreeMap<>();
  private long bytes;

  void add(Held held) {
    spans.put(held.place().arrival(), held);
    bytes += held.bytes();
  }

  void remove(Held held) {
    spans.remove(held.place().arrival());
    bytes -= held.bytes();
  }

  /** Those that are there. */
  List<Held> all() {
    return List.copyOf(spans.values());
  }

  /** Of those that are there. */
  Held oldest() {
    return spans.firstEntry().getValue();
  }

  boolean isEmpty() {
    return spans.isEmpty();
  }

  /** The newest span always stays. */
  boolean hasTooMuch(HeldBound bound) {
    return spans.size() > 1 && bound.isPassedBy(spans.size(), bytes);
  }
}
