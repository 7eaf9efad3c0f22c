package dev.fulgurite.testkit.equivalence;

import dev.fulgurite.exporter.store.AttributePredicate;
import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.SpanField;
import dev.fulgurite.exporter.store.SpanFilter;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Comparisons with values that a span has, or that are near to them. */
final class AnyComparison {
  private static final Arbitrary<Operator> OPERATORS = Arbitraries.of(Operator.class);
  private static final Arbitrary<SpanField> FIELDS = Arbitraries.of(SpanField.class);

  static Arbitrary<AttributePredicate> predicate(StoredSpan span) {
    return Arbitraries.of(List.copyOf(span.attributes().asMap().entrySet()))
        .flatMap(AnyComparison::predicate);
  }

  private static Arbitrary<AttributePredicate> predicate(Map.Entry<AttributeKey<?>, Object> entry) {
    Arbitrary<String> own = Arbitraries.just(entry.getKey().getKey());
    Arbitrary<String> keys = Arbitraries.oneOf(own, own, own, own, AnyAttribute.KEYS);
    Arbitrary<Object> values = ofAnyType(entry.getValue());
    return Combinators.combine(keys, OPERATORS, values, values)
        .as((key, operator, value, other) -> predicate(key, operator, value, other));
  }

  private static AttributePredicate predicate(
      String key, Operator operator, Object value, Object other) {
    return new AttributePredicate(key, operator, wanted(operator, value, other));
  }

  private static Object wanted(Operator operator, Object value, Object other) {
    return operator == Operator.IN ? List.of(value, other) : value;
  }

  static Arbitrary<SpanFilter> field(StoredSpan span) {
    return FIELDS.flatMap(
        field -> {
          Object actual = NaiveMatcher.field(field, span);
          Arbitrary<Object> values = near(actual == null ? absent(field) : actual);
          return Combinators.combine(OPERATORS, values, values)
              .as(
                  (operator, value, other) ->
                      field(field, operator, wanted(operator, value, other)));
        });
  }

  private static SpanFilter field(SpanField field, Operator operator, Object value) {
    return new SpanFilter.Field(field, operator, value);
  }

  private static Object absent(SpanField field) {
    return switch (field.type()) {
      case TEXT, KIND, STATUS -> "none";
      case TIME, DURATION, COUNT -> 1L;
      case NUMBER -> 0.5;
    };
  }

  /** A value of the same type. */
  private static Arbitrary<Object> near(Object actual) {
    if (actual instanceof List<?> list) {
      return list.isEmpty() ? Arbitraries.just("none") : near(list.get(0));
    }
    if (actual instanceof Long number) {
      return Arbitraries.of(number, number, number - 1, number + 1);
    }
    if (actual instanceof Double number) {
      return Arbitraries.of(number, number, number - 1, number + 1);
    }
    String text = actual instanceof Value<?> nested ? NaiveMatcher.json(nested) : actual.toString();
    String half = text.substring(0, (text.length() + 1) / 2);
    return Arbitraries.of(text, text, half, text.toUpperCase(Locale.ROOT), text + "a");
  }

  /** The same, or one that spells it. */
  private static Arbitrary<Object> ofAnyType(Object actual) {
    if (actual instanceof List<?> list && !list.isEmpty()) {
      return ofAnyType(Objects.requireNonNull(list.get(list.size() - 1)));
    }
    if (actual instanceof Boolean flag) {
      return Arbitraries.of(flag, !flag, flag.toString(), 1L);
    }
    if (actual instanceof Long number) {
      return Arbitraries.oneOf(
          near(actual), Arbitraries.of(number.doubleValue(), number + 0.5, number.toString(), "x"));
    }
    if (actual instanceof Double number) {
      return Arbitraries.oneOf(
          near(actual), Arbitraries.of(number.longValue(), number.toString(), "x"));
    }
    return near(actual);
  }

  private AnyComparison() {}
}
