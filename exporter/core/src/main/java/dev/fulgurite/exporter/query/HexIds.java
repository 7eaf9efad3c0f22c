package dev.fulgurite.exporter.query;

import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.SpanField;
import dev.fulgurite.exporter.store.SpanFilter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Conditions on ids in hexadecimal. People copy them from tables that show the first digits, and
 * from programs that print capitals: the first digits stand for the id, and case does not matter.
 */
final class HexIds {
  private static final Map<SpanField, Integer> DIGITS =
      Map.of(SpanField.TRACE, 32, SpanField.SPAN, 16, SpanField.PARENT, 16);

  static boolean has(SpanField field) {
    return DIGITS.containsKey(field);
  }

  static SpanFilter comparison(SpanField field, Operator operator, String written) {
    String id = written.toLowerCase(Locale.ROOT);
    boolean whole = !isBeginning(field, id);
    if (operator == Operator.EQUALS && !whole) {
      return new SpanFilter.Field(field, Operator.PREFIX, id);
    } else if (operator == Operator.NOT_EQUALS && !whole) {
      return new SpanFilter.Not(new SpanFilter.Field(field, Operator.PREFIX, id));
    }
    return new SpanFilter.Field(field, operator, id);
  }

  static SpanFilter oneOf(SpanField field, List<String> written) {
    List<String> ids = written.stream().map(id -> id.toLowerCase(Locale.ROOT)).toList();
    if (ids.stream().noneMatch(id -> isBeginning(field, id))) {
      return new SpanFilter.Field(field, Operator.IN, ids);
    }
    return new SpanFilter.Any(
        ids.stream().map(id -> comparison(field, Operator.EQUALS, id)).toList());
  }

  private static boolean isBeginning(SpanField field, String id) {
    return !id.isEmpty() && id.length() < DIGITS.getOrDefault(field, 0);
  }

  private HexIds() {}
}
