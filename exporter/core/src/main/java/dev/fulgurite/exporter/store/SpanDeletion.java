package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import org.jspecify.annotations.Nullable;

/**
 * Which spans are to go for good: those for which every condition given holds. Immutable.
 *
 * @param sessionId as {@link SpanQuery#sessionId()}, or null for any
 * @param userId whose spans, by their own {@code user.id}; or null for any
 * @param startedBefore nanoseconds since the epoch, exclusive, on the start time; or null
 * @see SpanStore#delete
 */
public record SpanDeletion(
    @Nullable String sessionId, @Nullable String userId, @Nullable Long startedBefore) {

  /**
   * @throws IllegalArgumentException without any condition
   */
  public SpanDeletion {
    if (sessionId == null && userId == null && startedBefore == null) {
      throw new IllegalArgumentException(
          "a deletion needs a condition: sessionId, userId or startedBefore");
    }
  }

  public static SpanDeletion ofSession(String sessionId) {
    return new SpanDeletion(sessionId, null, null);
  }

  public static SpanDeletion ofUser(String userId) {
    return new SpanDeletion(null, userId, null);
  }

  /** Nanoseconds since the epoch, exclusive. */
  public static SpanDeletion before(long epochNanos) {
    return new SpanDeletion(null, null, epochNanos);
  }

  /** Finds what would go, in order of arrival. */
  public SpanQuery query() {
    return SpanQuery.builder()
        .setSessionId(sessionId)
        .setStartedBefore(startedBefore)
        .setFilter(
            userId == null ? null : new SpanFilter.Field(SpanField.USER, Operator.EQUALS, userId))
        .setOrder(SpanQuery.Order.ARRIVAL)
        .build();
  }
}
