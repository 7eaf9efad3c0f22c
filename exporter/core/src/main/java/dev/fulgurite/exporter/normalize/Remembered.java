package dev.fulgurite.exporter.normalize;

import java.util.LinkedHashMap;
import java.util.Map;

/** By span id, of the latest spans only. For one thread at a time. */
final class Remembered<V> extends LinkedHashMap<String, V> {
  private static final long serialVersionUID = 1;
  private static final int MAX_SPANS = 1_024;

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
    return size() > MAX_SPANS;
  }
}
