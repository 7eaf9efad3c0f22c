package dev.fulgurite.exporter.live;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.AttributePredicate;
import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.SpanQuery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which steps to look for. Immutable.
 *
 * @param kind null for all
 * @param from inclusive; null for any time
 * @param to exclusive; null for any time
 * @param limit how many at most, the oldest first
 */
public record StepQuery(
    String sessionId,
    @Nullable StepKind kind,
    @Nullable Instant from,
    @Nullable Instant to,
    int limit) {

  /**
   * @throws IllegalArgumentException if {@code limit} is less than 1
   */
  public StepQuery {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1, was " + limit);
    }
  }

  /** The first 1,000 steps of a session. */
  public static StepQuery of(String sessionId) {
    return new StepQuery(sessionId, null, null, null, SpanQuery.DEFAULT_LIMIT);
  }

  public StepQuery withKind(StepKind kind) {
    return new StepQuery(sessionId, kind, from, to, limit);
  }

  /** From {@code from} on, and before {@code to}. */
  public StepQuery between(Instant from, Instant to) {
    return new StepQuery(sessionId, kind, from, to, limit);
  }

  public StepQuery withLimit(int limit) {
    return new StepQuery(sessionId, kind, from, to, limit);
  }

  SpanQuery.Builder spans() {
    return SpanQuery.builder()
        .setSessionId(sessionId)
        .setKind(kind == null ? null : spanKind(kind))
        .addAttribute(
            kind == null
                ? new AttributePredicate(Fulgurite.STEP_KIND, Operator.EXISTS, "")
                : new AttributePredicate(Fulgurite.STEP_KIND, Operator.EQUALS, kind.word()))
        .setStartedFrom(nanos(from))
        .setStartedBefore(nanos(to))
        .setLimit(limit);
  }

  /** Of the span that records it: stores find that by columns. */
  private static EventKind spanKind(StepKind kind) {
    return switch (kind) {
      case MESSAGE, FINAL_RESPONSE, TOOL_RESULT -> EventKind.MESSAGE;
      case TOOL_CALL -> EventKind.TOOL;
      case THINKING, PROGRESS -> EventKind.OBJECT;
      case ERROR -> EventKind.EXCEPTION;
      case END -> EventKind.ANNOTATION;
    };
  }

  /** The year 2262 and later are as far as nanoseconds reach. */
  private static @Nullable Long nanos(@Nullable Instant time) {
    if (time == null) {
      return null;
    }
    try {
      return ChronoUnit.NANOS.between(Instant.EPOCH, time);
    } catch (ArithmeticException e) {
      return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
