package dev.fulgurite.api;

import dev.fulgurite.api.semconv.Fulgurite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One walk through a tree of the caller's: its maps and lists may throw, change or be cyclic. */
final class Flattening {
  private final boolean strict;
  private final Map<String, Object> flat = new LinkedHashMap<>();
  private int text = Limits.TREE_TEXT;

  /** The containers that the walk is in; one that is met again inside itself is a cycle. */
  private final Set<@Nullable Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

  private int visits;
  private boolean truncated;

  private Flattening(boolean strict) {
    this.strict = strict;
  }

  /** Refuses what is no primitive, list or map. */
  static Flattening strict() {
    return new Flattening(true);
  }

  /** Takes everything. */
  static Flattening lenient() {
    return new Flattening(false);
  }

  /** Flat attributes; where something was cut, {@code fulgurite.truncated} is among them. */
  Map<String, Object> result() {
    if (truncated) {
      flat.put(Fulgurite.TRUNCATED, true);
    }
    return flat;
  }

  Flattening children(String prefix, Map<?, ?> map) {
    nested(prefix, map, () -> entries(prefix, map));
    return this;
  }

  private void entries(String prefix, Map<?, ?> map) {
    int width = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (isFull(width++) || isSpent()) {
        return;
      }
      value(join(prefix, name(entry.getKey(), prefix)), entry.getValue());
    }
  }

  Flattening value(String key, @Nullable Object value) {
    Object plain = strict ? Plain.simple(value) : Plain.of(value, () -> truncated = true);
    if (plain instanceof Map<?, ?> map) {
      nested(key, value, () -> entries(key, map));
    } else if (plain instanceof Iterable<?> list && (!strict || plain instanceof Collection)) {
      nested(key, value, () -> elements(key, list));
    } else {
      put(key, leaf(key, plain));
    }
    return this;
  }

  private Object leaf(String key, @Nullable Object plain) {
    Object scalar = Plain.scalar(plain);
    if (scalar != null) {
      return scalar;
    }
    if (strict) {
      String what = plain == null ? "null" : plain.getClass().getTypeName();
      throw new Refusal(
          "'" + key + "' must be a string, number, boolean, list or map, but is " + what);
    }
    return plain == null ? "null" : JsonWriter.write(Plain.text(plain)).text();
  }

  private void elements(String key, Iterable<?> list) {
    List<@Nullable Object> elements = new ArrayList<>();
    guarded(
        () -> {
          for (Object element : list) {
            if (elements.size() >= Limits.WIDTH || isSpent()) {
              truncated = true;
              return;
            }
            elements.add(element);
          }
        });
    List<Object> array = homogeneous(elements);
    if (!array.isEmpty()) {
      put(key, array);
      return;
    }
    for (int i = 0; i < elements.size() && !isFull(i); i++) {
      value(join(key, Integer.toString(i)), elements.get(i));
    }
  }

  /** The elements as scalars if they are all of one attribute type, otherwise an empty list. */
  private List<Object> homogeneous(List<@Nullable Object> elements) {
    List<Object> scalars = new ArrayList<>(elements.size());
    for (Object element : elements) {
      Object scalar = Plain.scalar(strict ? Plain.simple(element) : Plain.shallow(element));
      if (scalar == null || scalar.getClass() != first(scalars, scalar).getClass()) {
        return List.of();
      }
      scalars.add(scalar);
    }
    return scalars;
  }

  private static Object first(List<Object> scalars, Object otherwise) {
    return scalars.isEmpty() ? otherwise : scalars.get(0);
  }

  private void put(String key, Object value) {
    if (key.length() > Limits.KEY || flat.size() >= Limits.ATTRIBUTES) {
      truncated = true;
      return;
    }
    Object kept = value;
    if (value instanceof String string) {
      kept = charged(string);
    } else if (value instanceof List<?> list && list.get(0) instanceof String) {
      kept = list.stream().map(element -> charged((String) element)).toList();
    } else if (value instanceof List<?> list) {
      kept = List.copyOf(list);
    }
    flat.putIfAbsent(key, kept);
  }

  private String charged(String string) {
    String kept = Limits.cut(string, Math.min(text, Limits.TEXT));
    truncated |= kept.length() < string.length();
    text -= kept.length();
    return kept;
  }

  private boolean isFull(int width) {
    boolean full = width >= Limits.WIDTH || flat.size() >= Limits.ATTRIBUTES;
    truncated |= full;
    return full;
  }

  /** A container that is shared is walked again at each place, so all the walks are counted. */
  private boolean isSpent() {
    boolean spent = visits++ >= Limits.VISITS;
    truncated |= spent;
    return spent;
  }

  private void nested(String key, @Nullable Object container, Runnable walk) {
    boolean cyclic = open.contains(container);
    if (cyclic && strict) {
      throw new Refusal("'" + key + "' must not be a map or list that contains itself");
    }
    if (cyclic || open.size() > Limits.DEPTH || key.length() > Limits.KEY) {
      truncated = true;
      return;
    }
    open.add(container);
    try {
      guarded(walk);
    } finally {
      open.remove(container);
    }
  }

  /** A container of the caller's that breaks in the middle keeps what it gave so far. */
  private void guarded(Runnable walk) {
    try {
      walk.run();
    } catch (Refusal refusal) {
      throw refusal;
    } catch (Throwable broken) {
      truncated = true;
      Warnings.report("cannot read all of the attributes", broken);
    }
  }

  private String name(@Nullable Object key, String prefix) {
    if (strict && !(key instanceof String)) {
      String where = prefix.isEmpty() ? "attributes" : "'" + prefix + "'";
      throw new Refusal(where + " must have strings for keys, but has " + Plain.text(key));
    }
    // Longer than any key that is kept: a megabyte would be copied at each visit.
    return Limits.cut(Plain.text(key), Limits.KEY + 2);
  }

  private static String join(String prefix, String name) {
    if (prefix.isEmpty() || name.isEmpty()) {
      return prefix + name;
    }
    return prefix + '.' + name;
  }
}
