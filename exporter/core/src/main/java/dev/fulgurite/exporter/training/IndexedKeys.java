package dev.fulgurite.exporter.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.api.common.Attributes;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Attributes with dotted keys as a JSON tree: {@code p.0.role} is the role of the first element of
 * {@code p}. Keys that are exactly 0 to n-1 make a list, anything else an object.
 */
final class IndexedKeys {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** What lies under {@code prefix}; null when nothing does. */
  static @Nullable JsonNode read(Attributes attributes, String prefix) {
    ObjectNode tree = NODES.objectNode();
    attributes.forEach(
        (key, value) -> {
          if (key.getKey().startsWith(prefix + ".")) {
            put(tree, key.getKey().substring(prefix.length() + 1).split("\\."), value);
          }
        });
    return tree.isEmpty() ? null : withLists(tree);
  }

  private static void put(ObjectNode tree, String[] path, Object value) {
    ObjectNode at = tree;
    for (int i = 0; i < path.length - 1; i++) {
      at = at.get(path[i]) instanceof ObjectNode next ? next : at.putObject(path[i]);
    }
    at.set(path[path.length - 1], JsonLines.MAPPER.valueToTree(value));
  }

  private static JsonNode withLists(ObjectNode node) {
    Map<Integer, JsonNode> elements = new TreeMap<>();
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value =
          field.getValue() instanceof ObjectNode inner ? withLists(inner) : field.getValue();
      object.set(field.getKey(), value);
      if (field.getKey().matches("0|[1-9][0-9]{0,8}")) {
        elements.put(Integer.valueOf(field.getKey()), value);
      }
    }
    boolean list = elements.size() == object.size() && elements.containsKey(elements.size() - 1);
    ArrayNode array = NODES.arrayNode();
    elements.values().forEach(array::add);
    return list ? array : object;
  }

  private IndexedKeys() {}
}
