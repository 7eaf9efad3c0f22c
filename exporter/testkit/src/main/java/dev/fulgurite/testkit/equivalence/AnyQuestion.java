package dev.fulgurite.testkit.equivalence;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.SpanFilter;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.equivalence.Question.Condition;
import io.opentelemetry.api.common.Value;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Queries most of whose conditions hold for one of the spans that a store has. */
final class AnyQuestion {
  private static final int MAX_CONDITIONS = 3;
  private static final int DEPTH = 2;
  private static final List<UnaryOperator<String>> CASES =
      List.of(
          text -> text,
          text -> text.toUpperCase(Locale.ROOT),
          text -> text.toLowerCase(Locale.ROOT));

  private final Arbitrary<StoredSpan> spans;

  AnyQuestion(List<StoredSpan> spans) {
    this.spans = Arbitraries.of(spans);
  }

  Arbitrary<Question> arbitrary() {
    return spans.flatMap(
        span ->
            Combinators.combine(
                    conditions(span).list().ofMaxSize(MAX_CONDITIONS),
                    Arbitraries.of(SpanQuery.Order.class),
                    Arbitraries.of(1, 2, 5, 20, 1000))
                .as(Question::new));
  }

  private Arbitrary<Condition> conditions(StoredSpan span) {
    Arbitrary<Condition> foreign = spans.flatMap(AnyQuestion::condition);
    return Arbitraries.integers()
        .between(0, 9)
        .flatMap(tenth -> tenth == 9 ? foreign : condition(span));
  }

  private static Arbitrary<Condition> condition(StoredSpan span) {
    return Arbitraries.oneOf(
        Arbitraries.of(identity(span)),
        Arbitraries.of(identity(span)),
        time(span),
        reward(span),
        text(span).map(text -> Condition.of("text", text, query -> query.setText(text))),
        AnyComparison.predicate(span)
            .map(one -> Condition.of("attribute", one, query -> query.addAttribute(one))),
        filter(span, DEPTH)
            .map(filter -> Condition.of("filter", filter, query -> query.setFilter(filter))));
  }

  private static List<Condition> identity(StoredSpan span) {
    String session = NaiveSummary.sessionOf(span);
    String rollout = span.string(AgentLightning.ROLLOUT_ID);
    String attempt = span.string(AgentLightning.ATTEMPT_ID);
    EventKind kind = EventKind.of(span);
    return Stream.of(
            Condition.of("session", session, query -> query.setSessionId(session)),
            Condition.of("trace", span.traceId(), query -> query.setTraceId(span.traceId())),
            rollout == null
                ? null
                : Condition.of("rollout", rollout, query -> query.setRolloutId(rollout)),
            attempt == null
                ? null
                : Condition.of("attempt", attempt, query -> query.setAttemptId(attempt)),
            Condition.of("kind", kind, query -> query.setKind(kind)),
            Condition.of("status", span.status(), query -> query.setStatus(span.status())),
            Condition.of("name", span.name(), query -> query.setName(span.name())))
        .filter(Objects::nonNull)
        .toList();
  }

  private static Arbitrary<Condition> time(StoredSpan span) {
    long start = span.startEpochNanos();
    return Combinators.combine(
            Arbitraries.of(start, start - 1, start - 1_000_000).injectNull(0.3),
            Arbitraries.of(start, start + 1, start + 2_000_000).injectNull(0.3))
        .as(
            (from, before) ->
                Condition.of(
                    "start",
                    from + ".." + before,
                    query -> query.setStartedFrom(from).setStartedBefore(before)));
  }

  private static Arbitrary<Condition> reward(StoredSpan span) {
    Double known = NaiveMatcher.reward(span);
    double reward = known == null ? 0.5 : known;
    return Combinators.combine(
            Arbitraries.of(reward, reward - 1, Double.NEGATIVE_INFINITY).injectNull(0.3),
            Arbitraries.of(reward, reward + 1, Double.NaN).injectNull(0.3))
        .as(
            (from, to) ->
                Condition.of(
                    "reward",
                    from + ".." + to,
                    query -> query.setRewardFrom(from).setRewardTo(to)));
  }

  /** Part of a text in it, in any case; what half a letter is in another case, nothing says. */
  private static Arbitrary<String> text(StoredSpan span) {
    List<String> texts =
        Stream.concat(Stream.of(span.name()), span.attributes().asMap().values().stream())
            .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.of(value))
            .map(value -> value instanceof Value<?> nested ? NaiveMatcher.json(nested) : value)
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .toList();
    return Arbitraries.of(texts).flatMap(AnyQuestion::partOf);
  }

  private static Arbitrary<String> partOf(String text) {
    Arbitrary<Integer> place =
        Arbitraries.integers()
            .between(0, text.codePointCount(0, text.length()))
            .map(points -> text.offsetByCodePoints(0, points));
    return Combinators.combine(place, place, Arbitraries.of(CASES))
        .as((a, b, cased) -> cased.apply(text.substring(Math.min(a, b), Math.max(a, b))));
  }

  private static Arbitrary<SpanFilter> filter(StoredSpan span, int depth) {
    Arbitrary<SpanFilter> leaf =
        Arbitraries.oneOf(
            AnyComparison.field(span),
            AnyComparison.field(span),
            AnyComparison.predicate(span).map(SpanFilter.Attribute::new),
            text(span).map(SpanFilter.Text::new));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<SpanFilter> part = Arbitraries.lazy(() -> filter(span, depth - 1));
    return Arbitraries.oneOf(
        leaf,
        leaf,
        part.map(SpanFilter.Not::new),
        part.list().ofMaxSize(3).map(SpanFilter.Any::new),
        part.list().ofMaxSize(2).map(SpanFilter.All::new));
  }
}
