package dev.fulgurite.exporter.store;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.EventKind;
import io.opentelemetry.api.trace.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * What summaries and indexes need of a span, told once when it arrives, so that a store can answer
 * without reading whole spans. Immutable.
 *
 * @param sessionId the {@code session.id} attribute, else the trace id
 * @param root whether the span has no parent
 * @param error status ERROR, or an exception event
 * @param reward the primary reward, or null; never NaN
 * @param inputTokens of a model call, from 0 to {@link #MAX_TOKENS}; 0 for any other span, whose
 *     usage only repeats its calls'
 * @param outputTokens as {@code inputTokens}
 * @param sequence the place in the rollout, from 1; 0 for none, or where a store does not index it
 */
public record SpanFacts(
    String sessionId,
    @Nullable String sessionSource,
    @Nullable String userId,
    String traceId,
    boolean root,
    String name,
    EventKind kind,
    boolean error,
    @Nullable Double reward,
    long inputTokens,
    long outputTokens,
    long startEpochNanos,
    long endEpochNanos,
    long sequence) {

  /** A call that tells of more tokens counts as one of so many; of fewer than none, as none. */
  public static final long MAX_TOKENS = 1_000_000_000_000L;

  /** Never fails: attributes of an unexpected type count as absent. */
  public static SpanFacts of(StoredSpan span) {
    EventKind kind = EventKind.of(span);
    boolean call = kind == EventKind.LLM;
    return new SpanFacts(
        sessionId(span),
        span.string(Fulgurite.SESSION_SOURCE),
        span.string(Fulgurite.USER_ID),
        span.traceId(),
        span.parentSpanId() == null,
        span.name(),
        kind,
        isError(span.status(), kind),
        PrimaryReward.of(span),
        call ? tokens(span.number(GenAi.USAGE_INPUT_TOKENS)) : 0,
        call ? tokens(span.number(GenAi.USAGE_OUTPUT_TOKENS)) : 0,
        span.startEpochNanos(),
        span.endEpochNanos(),
        span.number(AgentLightning.SEQUENCE_ID));
  }

  /** Whether a span of this status and kind counts as an error. */
  public static boolean isError(StatusCode status, EventKind kind) {
    return status == StatusCode.ERROR || kind == EventKind.EXCEPTION;
  }

  /** What a call can have used: not less than nothing, and not so much that sums overflow. */
  static long tokens(long told) {
    return Math.max(0, Math.min(told, MAX_TOKENS));
  }

  static String sessionId(StoredSpan span) {
    String session = span.string(Fulgurite.SESSION_ID);
    return session == null ? span.traceId() : session;
  }
}
