package dev.fulgurite.testkit.equivalence;

import dev.fulgurite.exporter.store.SpanQuery;
import java.util.List;
import java.util.function.Consumer;

/** A query that says what it asks, and whose conditions can be left out one by one. Immutable. */
record Question(List<Condition> conditions, SpanQuery.Order order, int limit) {

  /** One condition, in words and as it is set. */
  record Condition(String words, Consumer<SpanQuery.Builder> setter) {
    static Condition of(String name, Object value, Consumer<SpanQuery.Builder> setter) {
      return new Condition(name + "=" + value, setter);
    }

    @Override
    public String toString() {
      return words;
    }
  }

  SpanQuery query() {
    SpanQuery.Builder query = SpanQuery.builder().setOrder(order).setLimit(limit);
    conditions.forEach(condition -> condition.setter().accept(query));
    return query.build();
  }
}
