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
    return value.matches(find(attributes));
  }

  private @Nullable Object find(Attributes attributes) {
    Object[] found = new Object[1];
    attributes.forEach(
        (key, value) -> {
          if (key.getKey().equals(this.key)) {
            found[0] = value;
          }
        });
    return found[0];
  }
}
