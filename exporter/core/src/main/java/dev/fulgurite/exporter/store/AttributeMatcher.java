package dev.fulgurite.exporter.store;

import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;

/** Evaluates one {@link AttributePredicate}. */
final class AttributeMatcher {
  private final String key;
  private final ValueMatcher value;

  AttributeMatcher(AttributePredicate predicate) {
    this.key = predicate.key();
    this.value = new ValueMatcher(predicate.operator(), predicate.value());
  }

  boolean matches(Attributes attributes) {
    return value.matches(find(attributes, key));
  }

  /** The attribute {@code key} of whatever type, or null. */
  static @Nullable Object find(Attributes attributes, String key) {
    Object[] found = new Object[1];
    attributes.forEach(
        (typed, value) -> {
          if (typed.getKey().equals(key)) {
            found[0] = value;
          }
        });
    return found[0];
  }
}
