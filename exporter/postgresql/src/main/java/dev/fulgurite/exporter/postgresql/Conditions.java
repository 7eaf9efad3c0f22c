package dev.fulgurite.exporter.postgresql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions that must all hold, with their values. Not thread-safe. */
final class Conditions {
  private final List<String> all = new ArrayList<>();
  private final List<@Nullable Object> values = new ArrayList<>();

  void add(String condition, Object... itsValues) {
    all.add(condition);
    values.addAll(List.of(itsValues));
  }

  /** Adds nothing where there is no value. */
  void addIf(String condition, @Nullable Object value) {
    if (value != null) {
      add(condition, value);
    }
  }

  String where() {
    return all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all);
  }

  @Nullable Object[] values() {
    return values.toArray();
  }
}
