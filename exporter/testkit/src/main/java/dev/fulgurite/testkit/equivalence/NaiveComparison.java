package dev.fulgurite.testkit.equivalence;

import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import io.opentelemetry.api.common.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A comparison, as {@code AttributePredicate} defines it. */
final class NaiveComparison {
  /**
   * @param actual null where the span has no such value
   */
  static boolean holds(@Nullable Object actual, Operator operator, Object wanted) {
    if (operator == Operator.EXISTS) {
      return actual != null;
    }
    if (operator == Operator.NOT_EQUALS) {
      return !holds(actual, Operator.EQUALS, wanted);
    }
    if (operator == Operator.IN) {
      return wanted instanceof List<?> list
          && list.stream().anyMatch(each -> holds(actual, Operator.EQUALS, each));
    }
    return actual instanceof List<?> list
        ? list.stream().anyMatch(each -> one(each, operator, wanted))
        : actual != null && one(actual, operator, wanted);
  }

  private static boolean one(Object actual, Operator operator, Object wanted) {
    if (actual instanceof String text) {
      return text(text, operator, wanted.toString());
    }
    if (actual instanceof Value<?> nested) {
      return text(NaiveMatcher.json(nested), operator, wanted.toString());
    }
    if (actual instanceof Boolean) {
      return operator == Operator.EQUALS && actual.toString().equals(wanted.toString());
    }
    if (actual instanceof Number number) {
      Number other = number(wanted);
      boolean comparable = !isNaN(other) && !isNaN(number);
      return comparable && isOrdered(order(number, other), operator);
    }
    return false;
  }

  private static boolean isNaN(Number number) {
    return Double.isNaN(number.doubleValue());
  }

  private static int order(Number one, Number other) {
    boolean finite = Double.isFinite(one.doubleValue()) && Double.isFinite(other.doubleValue());
    return finite
        ? exact(one).compareTo(exact(other))
        : Double.compare(one.doubleValue(), other.doubleValue());
  }

  /** Zero has one value here, whatever its sign. */
  private static BigDecimal exact(Number number) {
    return number instanceof Long whole
        ? BigDecimal.valueOf(whole)
        : new BigDecimal(number.doubleValue());
  }

  private static Number number(Object wanted) {
    if (wanted instanceof Number number) {
      return number;
    }
    try {
      double number = wanted instanceof String text ? Double.parseDouble(text) : Double.NaN;
      return wanted.toString().matches("[+-]?\\d+") ? whole(wanted.toString(), number) : number;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static Number whole(String digits, double otherwise) {
    BigInteger whole = new BigInteger(digits);
    return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : (Number) otherwise;
  }

  private static boolean text(String actual, Operator operator, String wanted) {
    return switch (operator) {
      case CONTAINS -> actual.contains(wanted);
      case PREFIX -> actual.startsWith(wanted);
      default -> isOrdered(actual.compareTo(wanted), operator);
    };
  }

  private static boolean isOrdered(int order, Operator operator) {
    return switch (operator) {
      case EQUALS -> order == 0;
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case GREATER -> order > 0;
      case AT_LEAST -> order >= 0;
      default -> false;
    };
  }

  private NaiveComparison() {}
}
