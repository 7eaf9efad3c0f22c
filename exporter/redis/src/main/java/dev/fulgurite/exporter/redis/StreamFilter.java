package dev.fulgurite.exporter.redis;

import io.lettuce.core.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which entries of a stream are wanted: those that match everything said. Immutable. */
public final class StreamFilter {
  /** Every entry. */
  public static final StreamFilter ALL = new StreamFilter(null, null, List.of());

  private final @Nullable Instant from;
  private final @Nullable Instant before;
  private final List<Predicate<StreamEntry>> conditions;

  private StreamFilter(
      @Nullable Instant from, @Nullable Instant before, List<Predicate<StreamEntry>> conditions) {
    this.from = from;
    this.before = before;
    this.conditions = List.copyOf(conditions);
  }

  /** Of one of these types. */
  public StreamFilter types(String... types) {
    Set<String> wanted = Set.of(types);
    return and(entry -> wanted.contains(entry.eventType()));
  }

  /**
   * Whose event has this value. Numbers are compared by value, anything else by its text.
   *
   * @param path of keys with dots between, such as {@code result.title}
   */
  public StreamFilter field(String path, Object value) {
    return and(entry -> same(at(entry, path), value));
  }

  /** With this text in the event's JSON, in any case. */
  public StreamFilter text(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    return and(
        entry ->
            entry
                .fields()
                .getOrDefault(StreamEntry.DATA, "")
                .toLowerCase(Locale.ROOT)
                .contains(small));
  }

  /** That Redis got then or later. */
  public StreamFilter from(Instant time) {
    return new StreamFilter(time, before, conditions);
  }

  /** That Redis got earlier than that. */
  public StreamFilter before(Instant time) {
    return new StreamFilter(from, time, conditions);
  }

  private StreamFilter and(Predicate<StreamEntry> condition) {
    List<Predicate<StreamEntry>> all = new ArrayList<>(conditions);
    all.add(condition);
    return new StreamFilter(from, before, all);
  }

  boolean matches(StreamEntry entry) {
    return conditions.stream().allMatch(condition -> condition.test(entry));
  }

  Range.Boundary<String> from() {
    return from == null ? Range.Boundary.unbounded() : Range.Boundary.including(id(from));
  }

  Range.Boundary<String> to() {
    return before == null ? Range.Boundary.unbounded() : Range.Boundary.excluding(id(before));
  }

  private static String id(Instant time) {
    return time.toEpochMilli() + "-0";
  }

  private static @Nullable Object at(StreamEntry entry, String path) {
    Object value;
    try {
      value = entry.data();
    } catch (IllegalArgumentException e) {
      return null; // another program's, of another shape
    }
    for (String key : path.split("\\.", -1)) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value;
  }

  private static boolean same(@Nullable Object found, Object wanted) {
    if (found instanceof Number a && wanted instanceof Number b) {
      return a.doubleValue() == b.doubleValue();
    }
    return found != null && Objects.equals(found.toString(), wanted.toString());
  }
}
