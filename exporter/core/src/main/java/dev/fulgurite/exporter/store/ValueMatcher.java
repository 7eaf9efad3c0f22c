package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import io.opentelemetry.api.common.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates one comparison, as {@link AttributePredicate} defines it. Immutable. */
public final class ValueMatcher {
  private final Operator operator;
  private final String text;
  private final @Nullable Double number;
  private final @Nullable Long whole;
  private final List<ValueMatcher> alternatives;

  /**
   * @param wanted as {@link AttributePredicate#value()}
   */
  public ValueMatcher(Operator operator, Object wanted) {
    this.operator = operator;
    this.text = String.valueOf(wanted);
    this.number = number(wanted);
    this.whole = wanted instanceof Long integer ? integer : whole(text, number);
    this.alternatives =
        operator == Operator.IN && wanted instanceof List<?> values
            ? values.stream().map(value -> new ValueMatcher(Operator.EQUALS, value)).toList()
            : List.of();
  }

  /**
   * @param actual null where there is no such value
   */
  public boolean matches(@Nullable Object actual) {
    return switch (operator) {
      case EXISTS -> actual != null;
      case NOT_EQUALS -> actual == null || !any(actual, Operator.EQUALS);
      case IN -> alternatives.stream().anyMatch(alternative -> alternative.matches(actual));
      default -> actual != null && any(actual, operator);
    };
  }

  private boolean any(Object actual, Operator asked) {
    if (!(actual instanceof List<?> elements)) {
      return one(actual, asked);
    }
    for (Object element : elements) {
      if (one(element, asked)) {
        return true;
      }
    }
    return false;
  }

  private boolean one(@Nullable Object actual, Operator asked) {
    if (actual instanceof Number value) {
      return number != null && numbers(value, asked);
    }
    if (actual instanceof Boolean) {
      return asked == Operator.EQUALS && actual.toString().equals(text);
    }
    if (actual instanceof Value<?> nested) {
      return strings(AttributeText.of(nested), asked);
    }
    return actual instanceof String value && strings(value, asked);
  }

  private boolean strings(String actual, Operator asked) {
    return switch (asked) {
      case CONTAINS -> actual.contains(text);
      case PREFIX -> actual.startsWith(text);
      default -> compared(actual.compareTo(text), asked);
    };
  }

  private boolean numbers(Number actual, Operator asked) {
    double value = actual.doubleValue();
    if (number == null || Double.isNaN(value) || Double.isNaN(number)) {
      return false; // NaN is neither equal to anything nor less or greater
    }
    if (actual instanceof Long exact) {
      return compared(whole == null ? order(exact, number) : Long.compare(exact, whole), asked);
    }
    return compared(whole == null ? order(value, number) : -order(whole, value), asked);
  }

  /** Zero has no sign here. */
  private static int order(double one, double other) {
    return Double.compare(one + 0.0, other + 0.0);
  }

  /** Not as doubles, for which the largest long is one more than it is. */
  private static int order(long one, double other) {
    int order = order((double) one, other);
    // Where they look alike, a double of that size is a whole number, or beyond every long.
    return order != 0 ? order : other >= 0x1p63 ? -1 : Long.compare(one, (long) other);
  }

  private static boolean compared(int comparison, Operator asked) {
    return switch (asked) {
      case EQUALS -> comparison == 0;
      case LESS -> comparison < 0;
      case AT_MOST -> comparison <= 0;
      case GREATER -> comparison > 0;
      case AT_LEAST -> comparison >= 0;
      default -> false;
    };
  }

  /** Of what spells an integer that doubles are too coarse for; null for anything else. */
  private static @Nullable Long whole(String text, @Nullable Double number) {
    try {
      return number != null && Math.abs(number) >= 0x1p53 ? Long.valueOf(text) : null;
    } catch (NumberFormatException beyond) {
      return null;
    }
  }

  /** What {@code wanted} is compared with a number as; null where it equals none. */
  public static @Nullable Double number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    try {
      return value instanceof String text && mayBeNumber(text) ? Double.valueOf(text) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Most texts are none, and an exception for each costs as much as a small query. */
  private static boolean mayBeNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ') {
        return (c >= '0' && c <= '9') || "+-.NI".indexOf(c) >= 0;
      }
    }
    return false;
  }
}
