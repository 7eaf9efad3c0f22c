package dev.fulgurite.schema;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in an event's tree, which must not lie too deep: what reads a tree goes down into it by
 * calls within calls, and a thread has room for so many only.
 */
record Place(@Nullable Place above, Object key, int depth) {
  static final int MAX_DEPTH = 100;
  private static final int TOLD = 10;

  /**
   * @throws IllegalArgumentException where a map, a collection or an array lies deeper, or one
   *     contains itself
   */
  static void requireShallow(Map<String, ?> tree) {
    tree.forEach((key, value) -> look(new Place(null, "" + key, 1), value));
  }

  private static void look(Place place, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> look(place.below("" + key), each));
    } else if (value instanceof Collection<?> elements) {
      int i = 0;
      for (Object each : elements) {
        look(place.below(i++), each);
      }
    } else if (value instanceof Object[] elements) {
      look(place, Arrays.asList(elements));
    }
  }

  private Place below(Object key) {
    if (depth == MAX_DEPTH) {
      throw new IllegalArgumentException(
          start()
              + "…: the event is nested deeper than "
              + MAX_DEPTH
              + ", or contains itself: make it flatter, or a string of what lies deep");
    }
    return new Place(this, key, depth + 1);
  }

  /** As the beginning of a JSON Pointer. */
  private String start() {
    String own = "/" + ("" + key).replace("~", "~0").replace("/", "~1");
    String before = above == null ? "" : above.start();
    return depth > TOLD ? before : before + own;
  }
}
