package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates one {@link AttributePredicate}. */
final class AttributeMatcher {
  private final AttributePredicate predicate;
  private final String text;
  private final @Nullable Double number;

  AttributeMatcher(AttributePredicate predicate) {
    this.predicate = predicate;
    this.text = String.valueOf(predicate.value());
    this.number = number(predicate.value());
  }

  boolean matches(Attributes attributes) {
    Object actual = find(attributes);
    return switch (predicate.operator()) {
      case EXISTS -> actual != null;
      case NOT_EQUALS -> actual == null || !any(actual, Operator.EQUALS);
      default -> actual != null && any(actual, predicate.operator());
    };
  }

  private @Nullable Object find(Attributes attributes) {
    Object[] found = new Object[1];
    attributes.forEach(
        (key, value) -> {
          if (key.getKey().equals(predicate.key())) {
            found[0] = value;
          }
        });
    return found[0];
  }

  private boolean any(Object actual, Operator operator) {
    if (!(actual instanceof List<?> elements)) {
      return one(actual, operator);
    }
    for (Object element : elements) {
      if (one(element, operator)) {
        return true;
      }
    }
    return false;
  }

  private boolean one(@Nullable Object actual, Operator operator) {
    if (actual instanceof Long value && predicate.value() instanceof Long wanted) {
      return compared(Long.compare(value, wanted), operator);
    }
    if (actual instanceof Number value) {
      return number != null && numbers(value.doubleValue(), number, operator);
    }
    if (actual instanceof Boolean) {
      return operator == Operator.EQUALS && actual.toString().equals(text);
    }
    return actual instanceof String value && strings(value, operator);
  }

  private boolean strings(String actual, Operator operator) {
    return switch (operator) {
      case CONTAINS -> actual.contains(text);
      case PREFIX -> actual.startsWith(text);
      default -> compared(actual.compareTo(text), operator);
    };
  }

  /** Not by {@code Double.compare}: NaN is neither equal to anything nor less or greater. */
  private static boolean numbers(double actual, double wanted, Operator operator) {
    return switch (operator) {
      case EQUALS -> actual == wanted;
      case LESS -> actual < wanted;
      case GREATER -> actual > wanted;
      default -> false;
    };
  }

  private static boolean compared(int comparison, Operator operator) {
    return switch (operator) {
      case EQUALS -> comparison == 0;
      case LESS -> comparison < 0;
      case GREATER -> comparison > 0;
      default -> false;
    };
  }

  private static @Nullable Double number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    try {
      return value instanceof String text ? Double.valueOf(text) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
