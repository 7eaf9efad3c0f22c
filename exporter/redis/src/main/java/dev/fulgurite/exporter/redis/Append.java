package dev.fulgurite.exporter.redis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An entry to be.
 *
 * @param fields in their order
 */
record Append(String stream, Map<String, String> fields) {
  Append {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
