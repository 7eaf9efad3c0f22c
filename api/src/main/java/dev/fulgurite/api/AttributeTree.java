package dev.fulgurite.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Nested maps and lists as flat attributes with dotted keys, and back.
 *
 * <p>Flat values are {@link String}, {@link Boolean}, {@link Long}, {@link Double} or an immutable
 * list of one of these. A list of one such type stays a list; a mixed list and a list of maps get
 * one key per element ({@code a.0}, {@code a.1}); integral and floating numbers are two types. An
 * empty map or list adds no key. What contains itself, is too deep, too wide or too long is cut,
 * and {@code fulgurite.truncated} is then {@code true} in the result.
 */
public final class AttributeTree {
  /**
   * The strict regime, of annotations and rewards.
   *
   * @throws IllegalArgumentException naming the dotted key, if a value is null or anything but a
   *     string or character, number of the JDK, boolean, collection, array or map (an enum, a date
   *     or a {@code byte[]} is to be made a string first), or contains itself; or if {@code tree}
   *     itself is null
   */
  public static Map<String, Object> flatten(Map<String, ?> tree) {
    return Flattening.strict().children("", Refusal.ifNull(tree, "tree")).result();
  }

  /**
   * The lenient regime, of all other events: null becomes the string {@code null}; an object is
   * converted as {@link ObjectConverters} says, and one that cannot be becomes the JSON of its
   * string.
   *
   * @throws IllegalArgumentException if {@code tree} itself is null
   */
  public static Map<String, Object> flattenLeniently(Map<String, ?> tree) {
    return Flattening.lenient().children("", Refusal.ifNull(tree, "tree")).result();
  }

  /**
   * The inverse: a mutable {@link Map} or {@link List}. Keys that are exactly 0..n-1 make a list,
   * anything else a map. Where one key holds a value and is also the prefix of others, the value
   * moves under the empty key. Only empty containers are not found again.
   *
   * @throws IllegalArgumentException if {@code flat} is null
   */
  public static Object unflatten(Map<String, ?> flat) {
    return listWhereIndexed(tree(Refusal.ifNull(flat, "flat")));
  }

  /** As {@link #unflatten}, with a root that is a map whatever its keys are. */
  static Map<String, Object> tree(Map<String, ?> flat) {
    Node root = new Node();
    flat.forEach((key, value) -> root.insert(key, value));
    root.replaceAll((key, value) -> value instanceof Node node ? listWhereIndexed(node) : value);
    return root;
  }

  private static Object listWhereIndexed(Map<String, Object> node) {
    node.replaceAll((key, value) -> value instanceof Node child ? listWhereIndexed(child) : value);
    List<Object> elements = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      Object element = node.get(Integer.toString(i));
      if (element == null) {
        return node;
      }
      elements.add(element);
    }
    return elements.isEmpty() ? node : elements;
  }

  /** A map that we made, so that no value of the caller's is taken for a branch. */
  private static final class Node extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1;

    void insert(String key, Object value) {
      String[] path = key.split("\\.", -1);
      if (path.length > Limits.KEY) {
        put(key, value);
        return;
      }
      Node node = this;
      for (int i = 0; i < path.length - 1; i++) {
        node = node.child(path[i]);
      }
      Object present = node.get(path[path.length - 1]);
      if (present instanceof Node branch) {
        branch.put("", value);
      } else {
        node.put(path[path.length - 1], value);
      }
    }

    private Node child(String key) {
      Object present = get(key);
      if (present instanceof Node branch) {
        return branch;
      }
      Node branch = new Node();
      if (present != null) {
        branch.put("", present);
      }
      put(key, branch);
      return branch;
    }
  }

  private AttributeTree() {}
}
