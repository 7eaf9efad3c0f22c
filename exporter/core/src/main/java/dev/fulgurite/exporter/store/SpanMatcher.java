package dev.fulgurite.exporter.store;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.exporter.EventKind;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a span meets every condition of a query; order, limit and cursor are not conditions. The
 * meaning of each condition is defined here, for every store: one that narrows its search by an
 * index passes what it finds through this. Immutable.
 */
public final class SpanMatcher {
  private final SpanQuery query;
  private final @Nullable TextMatcher text;
  private final List<AttributeMatcher> attributes;
  private final @Nullable Predicate<StoredSpan> filter;

  private SpanMatcher(SpanQuery query) {
    this.query = query;
    this.text = query.text() == null ? null : new TextMatcher(query.text());
    this.attributes = query.attributes().stream().map(AttributeMatcher::new).toList();
    this.filter = query.filter() == null ? null : FilterMatcher.of(query.filter());
  }

  public static SpanMatcher of(SpanQuery query) {
    return new SpanMatcher(query);
  }

  /** Never throws: an attribute that cannot be compared does not match. */
  public boolean matches(StoredSpan span) {
    return matchesScope(span)
        && matchesSelf(span)
        && matchesTime(span)
        && matchesReward(span)
        && matchesAttributes(span.attributes())
        && (text == null || text.matches(span))
        && (filter == null || filter.test(span));
  }

  private boolean matchesScope(StoredSpan span) {
    return (query.sessionId() == null || query.sessionId().equals(SpanFacts.sessionId(span)))
        && wants(query.traceId(), span.traceId())
        && wants(query.rolloutId(), span.string(AgentLightning.ROLLOUT_ID))
        && wants(query.attemptId(), span.string(AgentLightning.ATTEMPT_ID));
  }

  private boolean matchesSelf(StoredSpan span) {
    return wants(query.name(), span.name())
        && wants(query.status(), span.status())
        && (query.kind() == null || query.kind() == EventKind.of(span));
  }

  private boolean matchesTime(StoredSpan span) {
    Long from = query.startedFrom();
    Long before = query.startedBefore();
    return (from == null || span.startEpochNanos() >= from)
        && (before == null || span.startEpochNanos() < before);
  }

  private boolean matchesReward(StoredSpan span) {
    Double from = query.rewardFrom();
    Double to = query.rewardTo();
    if (from == null && to == null) {
      return true;
    }
    Double reward = PrimaryReward.of(span);
    return reward != null && (from == null || reward >= from) && (to == null || reward <= to);
  }

  private boolean matchesAttributes(Attributes actual) {
    for (AttributeMatcher matcher : attributes) {
      if (!matcher.matches(actual)) {
        return false;
      }
    }
    return true;
  }

  private static boolean wants(@Nullable Object wanted, @Nullable Object actual) {
    return wanted == null || Objects.equals(wanted, actual);
  }
}
