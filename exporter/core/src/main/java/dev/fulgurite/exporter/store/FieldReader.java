package dev.fulgurite.exporter.store;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.EventKind;
import io.opentelemetry.api.common.AttributeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@link SpanField}s. */
final class FieldReader {
  private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");

  /** A string, a number, a list of strings, or null. */
  static @Nullable Object read(SpanField field, StoredSpan span) {
    return switch (field) {
      case SESSION -> SpanFacts.sessionId(span);
      case TRACE -> span.traceId();
      case SPAN -> span.spanId();
      case PARENT -> span.parentSpanId();
      case ROLLOUT -> span.string(AgentLightning.ROLLOUT_ID);
      case ATTEMPT -> span.string(AgentLightning.ATTEMPT_ID);
      case USER -> span.string(Fulgurite.USER_ID);
      case TAG -> tags(span);
      case AGENT -> span.string(GenAi.AGENT_NAME);
      case MODEL -> models(span);
      case TOOL -> span.string(GenAi.TOOL_NAME);
      case KIND -> EventKind.of(span).word();
      case NAME -> span.name();
      case STATUS -> span.status().name().toLowerCase(Locale.ROOT);
      case SERVICE -> span.resource().get(SERVICE_NAME);
      case START -> span.startEpochNanos();
      case DURATION -> span.endEpochNanos() - span.startEpochNanos();
      case INPUT_TOKENS -> tokens(span, GenAi.USAGE_INPUT_TOKENS);
      case OUTPUT_TOKENS -> tokens(span, GenAi.USAGE_OUTPUT_TOKENS);
      case REWARD -> PrimaryReward.of(span);
    };
  }

  private static @Nullable Object tags(StoredSpan span) {
    List<Object> tags = new ArrayList<>();
    span.attributes()
        .forEach(
            (key, value) -> {
              String name = key.getKey();
              if (name.equals(Fulgurite.TAGS) || name.startsWith(AgentLightning.TAG + ".")) {
                tags.addAll(value instanceof List<?> list ? list : List.of(value));
              }
            });
    return tags.isEmpty() ? null : tags;
  }

  private static @Nullable Object models(StoredSpan span) {
    List<String> models =
        Stream.of(GenAi.REQUEST_MODEL, GenAi.RESPONSE_MODEL)
            .map(span::string)
            .filter(Objects::nonNull)
            .toList();
    return models.isEmpty() ? null : models;
  }

  private static @Nullable Object tokens(StoredSpan span, String key) {
    Long told = span.attributes().get(AttributeKey.longKey(key));
    return told != null && EventKind.of(span) == EventKind.LLM ? SpanFacts.tokens(told) : null;
  }

  private FieldReader() {}
}
