package dev.fulgurite.exporter.store;

import java.util.List;
import java.util.function.Predicate;

/** Turns a {@link SpanFilter} into what can be asked of a span. */
final class FilterMatcher {
  /** Never throws when it is asked. */
  static Predicate<StoredSpan> of(SpanFilter filter) {
    if (filter instanceof SpanFilter.All all) {
      List<Predicate<StoredSpan>> parts = each(all.filters());
      return span -> parts.stream().allMatch(part -> part.test(span));
    }
    if (filter instanceof SpanFilter.Any any) {
      List<Predicate<StoredSpan>> parts = each(any.filters());
      return span -> parts.stream().anyMatch(part -> part.test(span));
    }
    if (filter instanceof SpanFilter.Not not) {
      return of(not.filter()).negate();
    }
    if (filter instanceof SpanFilter.Text text) {
      return new TextMatcher(text.text())::matches;
    }
    if (filter instanceof SpanFilter.Field field) {
      ValueMatcher value = new ValueMatcher(field.operator(), field.value());
      return span -> value.matches(FieldReader.read(field.field(), span));
    }
    AttributeMatcher attribute = new AttributeMatcher(((SpanFilter.Attribute) filter).predicate());
    return span -> attribute.matches(span.attributes());
  }

  private static List<Predicate<StoredSpan>> each(List<SpanFilter> filters) {
    return filters.stream().map(FilterMatcher::of).toList();
  }

  private FilterMatcher() {}
}
