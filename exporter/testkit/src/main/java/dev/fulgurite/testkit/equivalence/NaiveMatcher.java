package dev.fulgurite.testkit.equivalence;

import dev.fulgurite.api.SpanReaders;
import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.SpanField;
import dev.fulgurite.exporter.store.SpanFilter;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a span meets the conditions of a query, as their javadoc has it. */
final class NaiveMatcher {
  static boolean matches(SpanQuery query, StoredSpan span) {
    return isNullOr(query.sessionId(), NaiveSummary.sessionOf(span))
        && isNullOr(query.traceId(), span.traceId())
        && isNullOr(query.rolloutId(), span.string(AgentLightning.ROLLOUT_ID))
        && isNullOr(query.attemptId(), span.string(AgentLightning.ATTEMPT_ID))
        && isNullOr(query.kind(), EventKind.of(span))
        && isNullOr(query.name(), span.name())
        && isNullOr(query.status(), span.status())
        && isInTime(query, span.startEpochNanos())
        && isInReward(query, reward(span))
        && (query.text() == null || hasText(span, query.text()))
        && query.attributes().stream()
            .allMatch(predicate -> matches(new SpanFilter.Attribute(predicate), span))
        && (query.filter() == null || matches(query.filter(), span));
  }

  private static boolean isNullOr(@Nullable Object wanted, @Nullable Object actual) {
    return wanted == null || wanted.equals(actual);
  }

  private static boolean isInTime(SpanQuery query, long start) {
    return (query.startedFrom() == null || start >= query.startedFrom())
        && (query.startedBefore() == null || start < query.startedBefore());
  }

  private static boolean isInReward(SpanQuery query, @Nullable Double reward) {
    boolean asked = query.rewardFrom() != null || query.rewardTo() != null;
    return !asked
        || (reward != null
            && (query.rewardFrom() == null || reward >= query.rewardFrom())
            && (query.rewardTo() == null || reward <= query.rewardTo()));
  }

  /** The primary reward where it is a number that can be averaged. */
  static @Nullable Double reward(StoredSpan span) {
    OptionalDouble value = SpanReaders.rewardValue(span);
    boolean number = value.isPresent() && Double.isFinite(value.getAsDouble());
    return number ? value.getAsDouble() + 0.0 : null; // minus zero becomes zero
  }

  private static boolean hasText(StoredSpan span, String wanted) {
    List<Object> texts = new ArrayList<>(List.of(span.name(), span.statusDescription()));
    addTexts(span.attributes(), texts);
    for (StoredSpan.Event event : span.events()) {
      texts.add(event.name());
      addTexts(event.attributes(), texts);
    }
    return texts.stream()
        .anyMatch(text -> text instanceof String s && folded(s).contains(folded(wanted)));
  }

  private static void addTexts(Attributes attributes, List<Object> texts) {
    for (Object value : attributes.asMap().values()) {
      texts.addAll(value instanceof List<?> list ? list : List.of(value));
      if (value instanceof Value<?> nested) {
        texts.add(json(nested));
      }
    }
  }

  /** As it stands in span JSON. */
  static String json(Value<?> value) {
    String object = SpanJson.attributes(Attributes.of(AttributeKey.valueKey("v"), value));
    return object.substring("{\"v\":".length(), object.length() - 1);
  }

  private static String folded(String text) {
    return text.codePoints()
        .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean matches(SpanFilter filter, StoredSpan span) {
    if (filter instanceof SpanFilter.All all) {
      return all.filters().stream().allMatch(each -> matches(each, span));
    }
    if (filter instanceof SpanFilter.Any any) {
      return any.filters().stream().anyMatch(each -> matches(each, span));
    }
    if (filter instanceof SpanFilter.Not not) {
      return !matches(not.filter(), span);
    }
    if (filter instanceof SpanFilter.Text text) {
      return hasText(span, text.text());
    }
    if (filter instanceof SpanFilter.Field field) {
      Object actual = field(field.field(), span);
      return NaiveComparison.holds(actual, field.operator(), field.value());
    }
    SpanFilter.Attribute attribute = (SpanFilter.Attribute) filter;
    Object actual = attribute(span, attribute.predicate().key());
    return NaiveComparison.holds(
        actual, attribute.predicate().operator(), attribute.predicate().value());
  }

  private static @Nullable Object attribute(StoredSpan span, String key) {
    for (Map.Entry<AttributeKey<?>, Object> each : span.attributes().asMap().entrySet()) {
      if (each.getKey().getKey().equals(key)) {
        return each.getValue();
      }
    }
    return null;
  }

  /** A string, a number, a list of strings, or null. */
  static @Nullable Object field(SpanField field, StoredSpan span) {
    return switch (field) {
      case SESSION -> NaiveSummary.sessionOf(span);
      case TRACE -> span.traceId();
      case SPAN -> span.spanId();
      case PARENT -> span.parentSpanId();
      case ROLLOUT -> span.string(AgentLightning.ROLLOUT_ID);
      case ATTEMPT -> span.string(AgentLightning.ATTEMPT_ID);
      case USER -> span.string(Fulgurite.USER_ID);
      case TAG -> tags(span);
      case AGENT -> span.string(GenAi.AGENT_NAME);
      case MODEL -> some(span.string(GenAi.REQUEST_MODEL), span.string(GenAi.RESPONSE_MODEL));
      case TOOL -> span.string(GenAi.TOOL_NAME);
      case KIND -> EventKind.of(span).name().toLowerCase(Locale.ROOT);
      case NAME -> span.name();
      case STATUS -> span.status().name().toLowerCase(Locale.ROOT);
      case SERVICE -> span.resource().get(AttributeKey.stringKey("service.name"));
      case START -> span.startEpochNanos();
      case DURATION -> span.endEpochNanos() - span.startEpochNanos();
      case INPUT_TOKENS -> tokens(span, GenAi.USAGE_INPUT_TOKENS);
      case OUTPUT_TOKENS -> tokens(span, GenAi.USAGE_OUTPUT_TOKENS);
      case REWARD -> reward(span);
    };
  }

  /** No fewer than none and no more than a million millions, whatever was told. */
  static @Nullable Long tokens(StoredSpan span, String key) {
    Long told = span.attributes().get(AttributeKey.longKey(key));
    return EventKind.of(span) != EventKind.LLM || told == null
        ? null
        : Long.valueOf(told < 0 ? 0 : Math.min(told, 1_000_000_000_000L));
  }

  private static @Nullable Object tags(StoredSpan span) {
    List<Object> tags = new ArrayList<>();
    span.attributes()
        .asMap()
        .forEach(
            (key, value) -> {
              boolean tag = key.getKey().startsWith(AgentLightning.TAG + ".");
              if (tag || key.getKey().equals(Fulgurite.TAGS)) {
                tags.addAll(value instanceof List<?> list ? list : List.of(value));
              }
            });
    return tags.isEmpty() ? null : tags;
  }

  private static @Nullable Object some(@Nullable String... values) {
    List<String> known = Stream.of(values).filter(Objects::nonNull).map(v -> v + "").toList();
    return known.isEmpty() ? null : known;
  }

  private NaiveMatcher() {}
}
