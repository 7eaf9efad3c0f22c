package dev.fulgurite.testkit.equivalence;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.AgentSummary;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.store.TraceSummary;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Spans of one session or trace at a glance; they come in order of arrival, at least one. */
final class NaiveSummary {
  private static final long HOUR = 3_600_000_000_000L;

  static SessionSummary session(List<StoredSpan> spans) {
    return new SessionSummary(
        sessionOf(spans.get(0)),
        earliest(spans, span -> span.string(Fulgurite.SESSION_SOURCE)),
        earliest(spans, span -> span.string(Fulgurite.USER_ID)),
        spans.stream().map(StoredSpan::traceId).distinct().count(),
        spans.size(),
        count(spans, EventKind.MESSAGE),
        count(spans, EventKind.LLM),
        count(spans, EventKind.TOOL),
        count(spans, NaiveSummary::isError),
        count(spans, span -> NaiveMatcher.reward(span) != null),
        finalReward(spans),
        tokens(spans, GenAi.USAGE_INPUT_TOKENS),
        tokens(spans, GenAi.USAGE_OUTPUT_TOKENS),
        isFinished(spans),
        start(spans),
        end(spans));
  }

  private static boolean isFinished(List<StoredSpan> spans) {
    return spans.stream()
        .allMatch(
            span ->
                spans.stream()
                    .filter(other -> other.traceId().equals(span.traceId()))
                    .anyMatch(other -> other.parentSpanId() == null));
  }

  static TraceSummary trace(List<StoredSpan> spans) {
    String id = spans.get(0).traceId();
    String session = earliest(spans, span -> span.string(Fulgurite.SESSION_ID));
    String root = earliest(spans, span -> span.parentSpanId() == null ? span.name() : null);
    String first = earliest(spans, StoredSpan::name);
    return new TraceSummary(
        id,
        session == null ? id : session,
        root == null ? Objects.requireNonNull(first) : root,
        spans.size(),
        count(spans, EventKind.LLM),
        count(spans, EventKind.TOOL),
        count(spans, NaiveSummary::isError),
        finalReward(spans),
        tokens(spans, GenAi.USAGE_INPUT_TOKENS),
        tokens(spans, GenAi.USAGE_OUTPUT_TOKENS),
        start(spans),
        end(spans));
  }

  static AgentSummary agent(List<StoredSpan> spans) {
    StoredSpan first = spans.get(0);
    DoubleSummaryStatistics rewards =
        spans.stream()
            .map(NaiveMatcher::reward)
            .filter(Objects::nonNull)
            .mapToDouble(reward -> reward)
            .summaryStatistics();
    return new AgentSummary(
        hourOf(first) * HOUR,
        agentOf(first),
        modelOf(first),
        spans.size(),
        count(spans, EventKind.LLM),
        count(spans, EventKind.TOOL),
        count(spans, NaiveSummary::isError),
        tokens(spans, GenAi.USAGE_INPUT_TOKENS),
        tokens(spans, GenAi.USAGE_OUTPUT_TOKENS),
        rewards.getCount(),
        rewards.getCount() == 0 ? null : rewards.getAverage());
  }

  /** Whole hours since the epoch. */
  static long hourOf(StoredSpan span) {
    return Math.floorDiv(span.startEpochNanos(), HOUR);
  }

  static @Nullable String agentOf(StoredSpan span) {
    return span.string(GenAi.AGENT_NAME);
  }

  static @Nullable String modelOf(StoredSpan span) {
    return span.string(GenAi.REQUEST_MODEL);
  }

  /** The session that a span stands under. */
  static String sessionOf(StoredSpan span) {
    String session = span.string(Fulgurite.SESSION_ID);
    return session == null ? span.traceId() : session;
  }

  private static long start(List<StoredSpan> spans) {
    return spans.stream().mapToLong(StoredSpan::startEpochNanos).min().orElseThrow();
  }

  private static long end(List<StoredSpan> spans) {
    return spans.stream().mapToLong(StoredSpan::endEpochNanos).max().orElseThrow();
  }

  private static @Nullable String earliest(
      List<StoredSpan> spans, Function<StoredSpan, @Nullable String> value) {
    return spans.stream()
        .filter(span -> value.apply(span) != null)
        .sorted(Comparator.comparingLong(StoredSpan::startEpochNanos))
        .map(value)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Double finalReward(List<StoredSpan> spans) {
    return spans.stream()
        .filter(span -> NaiveMatcher.reward(span) != null)
        .sorted(Comparator.comparingLong(StoredSpan::startEpochNanos))
        .map(NaiveMatcher::reward)
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  private static boolean isError(StoredSpan span) {
    return span.status() == StatusCode.ERROR || EventKind.of(span) == EventKind.EXCEPTION;
  }

  private static long count(List<StoredSpan> spans, EventKind kind) {
    return count(spans, span -> EventKind.of(span) == kind);
  }

  private static long count(List<StoredSpan> spans, Predicate<StoredSpan> condition) {
    return spans.stream().filter(condition).count();
  }

  private static long tokens(List<StoredSpan> spans, String key) {
    return spans.stream()
        .map(span -> NaiveMatcher.tokens(span, key))
        .filter(Objects::nonNull)
        .mapToLong(tokens -> tokens)
        .sum();
  }

  private NaiveSummary() {}
}
