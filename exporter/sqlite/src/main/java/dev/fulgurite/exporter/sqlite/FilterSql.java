package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.AttributePredicate;
import dev.fulgurite.exporter.store.SpanField;
import dev.fulgurite.exporter.store.SpanFilter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What SQL can say of a filter. Lives for one query. */
final class FilterSql {
  private final SpanIndex index;
  private final FieldSql fields;

  FilterSql(SpanIndex index, FieldSql fields) {
    this.index = index;
    this.fields = fields;
  }

  SqlCondition of(SpanFilter filter) throws SQLException {
    if (filter instanceof SpanFilter.All all) {
      return SqlCondition.all(each(all.filters()));
    }
    if (filter instanceof SpanFilter.Any any) {
      return SqlCondition.any(each(any.filters()));
    }
    if (filter instanceof SpanFilter.Not not) {
      return of(not.filter()).not();
    }
    if (filter instanceof SpanFilter.Text text) {
      return index.text(text.text());
    }
    if (filter instanceof SpanFilter.Field field) {
      return fields.of(field);
    }
    AttributePredicate attribute = ((SpanFilter.Attribute) filter).predicate();
    return index.compared(attribute.key(), attribute.operator(), attribute.value());
  }

  private List<SqlCondition> each(List<SpanFilter> filters) throws SQLException {
    List<SqlCondition> conditions = new ArrayList<>();
    for (SpanFilter filter : filters) {
      conditions.add(of(filter));
    }
    return conditions;
  }

  /** The kinds that spans can be of which it lets through. */
  static Set<EventKind> kinds(SpanFilter filter) {
    if (filter instanceof SpanFilter.Field field && field.field() == SpanField.KIND) {
      return FieldSql.kinds(field);
    }
    if (filter instanceof SpanFilter.All all) {
      Set<EventKind> kinds = EnumSet.allOf(EventKind.class);
      all.filters().forEach(one -> kinds.retainAll(kinds(one)));
      return kinds;
    }
    if (filter instanceof SpanFilter.Any any) {
      Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
      any.filters().forEach(one -> kinds.addAll(kinds(one)));
      return kinds;
    }
    return EnumSet.allOf(EventKind.class);
  }
}
