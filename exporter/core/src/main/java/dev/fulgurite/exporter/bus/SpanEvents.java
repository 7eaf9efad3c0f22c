package dev.fulgurite.exporter.bus;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which events a span tells, and what they say: the same for a live span and a stored one. */
final class SpanEvents {
  /** Of the spans that an {@code Emitter} makes. */
  static final String EMITTER_SCOPE = "dev.fulgurite";

  /** On the span of an advisor, whoever makes it. */
  static final AttributeKey<String> ADVISOR = AttributeKey.stringKey("spring.ai.advisor.name");

  private static final String RECORDED_EXCEPTION = "exception";

  /** What fields of the event tell. */
  private static final Set<String> TOLD =
      Set.of(
          Fulgurite.SESSION_ID,
          Fulgurite.SESSION_SOURCE,
          Fulgurite.USER_ID,
          GenAi.CONVERSATION_ID,
          GenAi.AGENT_NAME,
          EventDraft.EXECUTION_NANOS,
          EventDraft.ERROR_TYPE,
          AgentLightning.EXCEPTION_TYPE,
          AgentLightning.EXCEPTION_MESSAGE);

  /** What the end of {@code span} tells; null for nothing. */
  static @Nullable BusEventType atEnd(StoredSpan span) {
    boolean failed = span.status() == StatusCode.ERROR;
    if (EventKind.of(span) == EventKind.AGENT) {
      return failed ? BusEventType.ERROR_OCCURRED : BusEventType.AGENT_COMPLETED;
    }
    BusEventType emitted = emitted(span.scopeName(), span.name());
    if (emitted == null && span.string(ADVISOR.getKey()) != null) {
      return middleware(failed);
    }
    return emitted;
  }

  static BusEventType middleware(boolean failed) {
    return failed ? BusEventType.MIDDLEWARE_FAILED : BusEventType.MIDDLEWARE_EXECUTED;
  }

  /** What an emitted event of this name tells; null for nothing, or where it is no event. */
  static @Nullable BusEventType emitted(@Nullable String scope, String name) {
    if (name.startsWith("agentlightning.")) {
      return name.equals(AgentLightning.EXCEPTION_SPAN) ? BusEventType.ERROR_OCCURRED : null;
    }
    boolean event = EMITTER_SCOPE.equals(scope) && !name.startsWith("fulgurite.");
    return event && !name.isEmpty() ? BusEventType.of(name) : null;
  }

  static String id(String traceId, String spanId, BusEventType type) {
    return traceId + "-" + spanId + "-" + type.word();
  }

  static BusEvent of(StoredSpan span, BusEventType type) {
    boolean begins = begins(type);
    boolean failed = type.usualPriority() == Priority.HIGH || carriesError(span);
    return new BusEvent(
        id(span.traceId(), span.spanId(), type),
        type,
        agent(span),
        span.string(Fulgurite.USER_ID),
        span.string(Fulgurite.SESSION_ID),
        span.traceId(),
        span.spanId(),
        instant(begins ? span.startEpochNanos() : span.endEpochNanos()),
        begins ? null : executionTime(span),
        failed && !begins ? errorType(span) : null,
        failed && !begins ? errorMessage(span) : null,
        metadata(span, type));
  }

  static boolean begins(BusEventType type) {
    return type.equals(BusEventType.AGENT_STARTED) || type.equals(BusEventType.SESSION_CREATED);
  }

  private static boolean carriesError(StoredSpan span) {
    return span.string(EventDraft.ERROR_TYPE) != null;
  }

  private static @Nullable String agent(StoredSpan span) {
    String name = span.string(GenAi.AGENT_NAME);
    return name == null ? span.string(GenAi.AGENT_ID) : name;
  }

  /** An emitted event takes no time itself: it may tell how long something else took. */
  private static @Nullable Duration executionTime(StoredSpan span) {
    if (emitted(span.scopeName(), span.name()) == null) {
      return Duration.ofNanos(span.endEpochNanos() - span.startEpochNanos());
    }
    long told = span.number(EventDraft.EXECUTION_NANOS);
    return told == 0 ? null : Duration.ofNanos(told);
  }

  private static @Nullable String errorType(StoredSpan span) {
    String type = span.string(EventDraft.ERROR_TYPE);
    return type != null ? type : exception(span, AgentLightning.EXCEPTION_TYPE);
  }

  private static @Nullable String errorMessage(StoredSpan span) {
    String message = exception(span, AgentLightning.EXCEPTION_MESSAGE);
    return message != null || span.statusDescription().isEmpty()
        ? message
        : span.statusDescription();
  }

  /** On the span itself, else on the last exception that was recorded on it. */
  private static @Nullable String exception(StoredSpan span, String key) {
    String own = span.string(key);
    for (StoredSpan.Event event : span.events()) {
      if (own == null && event.name().equals(RECORDED_EXCEPTION)) {
        own = event.attributes().get(AttributeKey.stringKey(key));
      }
    }
    return own;
  }

  /** The first span of a session is about something else. */
  private static Map<String, Object> metadata(StoredSpan span, BusEventType type) {
    boolean other = type.equals(BusEventType.SESSION_CREATED) && !span.name().equals(type.word());
    return other ? Map.of() : metadata(span.attributes());
  }

  private static Map<String, Object> metadata(Attributes attributes) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    attributes.forEach(
        (key, value) -> {
          if (!TOLD.contains(key.getKey())) {
            metadata.put(key.getKey(), value);
          }
        });
    return metadata;
  }

  static Instant instant(long epochNanos) {
    return Instant.ofEpochSecond(0, epochNanos);
  }

  private SpanEvents() {}
}
