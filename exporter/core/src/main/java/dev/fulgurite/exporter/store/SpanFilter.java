package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import java.util.List;

/**
 * A condition on a span that may be made of others. Immutable. Whatever a filter asks, it holds
 * beside the query's own conditions and before its limit.
 *
 * @see SpanQuery.Builder#setFilter
 */
public sealed interface SpanFilter {
  /** Every one holds; with none, any span does. */
  record All(List<SpanFilter> filters) implements SpanFilter {
    public All {
      filters = List.copyOf(filters);
    }
  }

  /** At least one holds; with none, no span does. */
  record Any(List<SpanFilter> filters) implements SpanFilter {
    public Any {
      filters = List.copyOf(filters);
    }
  }

  record Not(SpanFilter filter) implements SpanFilter {}

  /** As {@link SpanQuery#text()}. */
  record Text(String text) implements SpanFilter {}

  /**
   * A field compares as {@link AttributePredicate} says of attributes.
   *
   * @param value as the field's {@link SpanField.Type} wants it; a list of such for {@link
   *     Operator#IN}; ignored by {@link Operator#EXISTS}
   */
  record Field(SpanField field, Operator operator, Object value) implements SpanFilter {}

  record Attribute(AttributePredicate predicate) implements SpanFilter {}

  /** What failed, as summaries count it: status error, or an exception event. */
  SpanFilter FAILED =
      new Any(
          List.of(
              new Field(SpanField.STATUS, Operator.EQUALS, "error"),
              new Field(SpanField.KIND, Operator.EQUALS, "exception")));
}
