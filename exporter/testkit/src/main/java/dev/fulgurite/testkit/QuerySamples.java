package dev.fulgurite.testkit;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.AttributePredicate;
import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Queries about given spans, the same for the same seed. Conditions are taken from one of the
 * spans, so that most queries find something; some are spoilt. Not thread-safe.
 */
public final class QuerySamples {
  private static final int CONDITIONS = 10;
  private static final List<Operator> OPERATORS = List.of(Operator.values());
  private static final List<SpanQuery.Order> ORDERS = List.of(SpanQuery.Order.values());

  private final Random random;
  private final List<StoredSpan> spans;
  private final FilterSamples filters;

  public QuerySamples(long seed, List<StoredSpan> spans) {
    this.random = new Random(seed);
    this.spans = List.copyOf(spans);
    this.filters = new FilterSamples(random, this::predicate);
  }

  /** The next query: up to three conditions, any order, a small limit. */
  public SpanQuery next() {
    StoredSpan span = spans.get(random.nextInt(spans.size()));
    SpanQuery.Builder query = SpanQuery.builder();
    int conditions = random.nextInt(4);
    for (int i = 0; i < conditions; i++) {
      condition(query, span);
    }
    if (random.nextInt(10) == 0) {
      condition(query, spans.get(random.nextInt(spans.size())));
    }
    return query
        .setOrder(ORDERS.get(random.nextInt(ORDERS.size())))
        .setLimit(1 + random.nextInt(random.nextBoolean() ? 5 : 200))
        .build();
  }

  private void condition(SpanQuery.Builder query, StoredSpan span) {
    switch (random.nextInt(CONDITIONS)) {
      case 0 -> query.setSessionId(span.string(Fulgurite.SESSION_ID));
      case 1 -> query.setTraceId(span.traceId());
      case 2 -> query.setRolloutId(span.string(AgentLightning.ROLLOUT_ID));
      case 3 -> query.setAttemptId(span.string(AgentLightning.ATTEMPT_ID));
      case 4 -> query.setKind(EventKind.of(span)).setStatus(span.status());
      case 5 -> query.setName(span.name());
      case 6 -> time(query, span.startEpochNanos());
      case 7 -> rewardOrText(query, span);
      case 8 -> query.setFilter(filters.about(span));
      default -> query.addAttribute(predicate(span));
    }
  }

  private void time(SpanQuery.Builder query, long start) {
    if (random.nextBoolean()) {
      query.setStartedFrom(start - random.nextInt(3));
    }
    query.setStartedBefore(start + random.nextInt(1_000_000_000));
  }

  private void rewardOrText(SpanQuery.Builder query, StoredSpan span) {
    Double reward =
        span.attributes().get(AttributeKey.doubleKey(AgentLightning.PRIMARY_REWARD_VALUE));
    if (reward != null) {
      query.setRewardFrom(reward - random.nextInt(2)).setRewardTo(reward);
      return;
    }
    String name = span.name();
    int from = random.nextInt(name.length());
    String text = name.substring(from, Math.min(name.length(), from + 4));
    query.setText(random.nextBoolean() ? text.toUpperCase(Locale.ROOT) : text);
  }

  private AttributePredicate predicate(StoredSpan span) {
    List<Map.Entry<AttributeKey<?>, Object>> all =
        new ArrayList<>(span.attributes().asMap().entrySet());
    Map.Entry<AttributeKey<?>, Object> one = all.get(random.nextInt(all.size()));
    Operator operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
    String key = random.nextInt(10) == 0 ? "absent" : one.getKey().getKey();
    return new AttributePredicate(key, operator, value(one.getValue(), operator));
  }

  private Object value(Object actual, Operator operator) {
    if (actual instanceof List<?> list) {
      return list.isEmpty() ? "none" : value(list.get(0), operator);
    }
    if (operator == Operator.IN) {
      return random.nextBoolean() ? List.of(actual) : List.of("none", actual, 1L);
    }
    if (actual instanceof Number number && operator == Operator.LESS) {
      return number.doubleValue() + 1;
    }
    if (actual instanceof Number number && operator == Operator.GREATER) {
      return number.longValue() - 1;
    }
    if (actual instanceof String text && operator != Operator.EQUALS) {
      return text.substring(0, (text.length() + 1) / 2);
    }
    return actual;
  }
}
