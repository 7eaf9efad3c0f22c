package dev.fulgurite.exporter.live;

import dev.fulgurite.api.AttributeTree;
import dev.fulgurite.api.SpanReaders;
import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns stored spans back into the steps that they record. Thread-safe. */
public final class StepReader {
  private static final String OWN = Fulgurite.STEP_ATTRIBUTES + '.';

  /** The step that {@code span} records; empty for any other span. Never throws. */
  public static Optional<Step> step(StoredSpan span) {
    String word = span.string(Fulgurite.STEP_KIND);
    String stream = span.string(Fulgurite.STEP_STREAM);
    String session = span.string(Fulgurite.SESSION_ID);
    long sequence = span.number(Fulgurite.STEP_SEQUENCE);
    if (word == null || stream == null || sequence < 1) {
      return Optional.empty();
    }
    return StepKind.ofWord(word)
        .map(
            kind ->
                new Step(
                    stream,
                    sequence,
                    session == null ? span.traceId() : session,
                    kind,
                    content(kind, span),
                    attributes(kind, span),
                    Instant.ofEpochSecond(0, span.startEpochNanos())));
  }

  private static String content(StepKind kind, StoredSpan span) {
    return switch (kind) {
      case MESSAGE, FINAL_RESPONSE, TOOL_RESULT -> orEmpty(span, AgentLightning.MESSAGE_BODY);
      case TOOL_CALL -> orEmpty(span, GenAi.TOOL_CALL_ARGUMENTS);
      case THINKING, PROGRESS -> SpanReaders.object(span).map(String::valueOf).orElse("");
      case ERROR -> error(span);
      case END -> "";
    };
  }

  private static String error(StoredSpan span) {
    String message = orEmpty(span, AgentLightning.EXCEPTION_MESSAGE);
    return message.isEmpty() ? orEmpty(span, AgentLightning.EXCEPTION_TYPE) : message;
  }

  private static String orEmpty(StoredSpan span, String key) {
    String text = span.text(key);
    return text == null ? "" : text;
  }

  private static Map<String, Object> attributes(StepKind kind, StoredSpan span) {
    Map<String, Object> own = new LinkedHashMap<>();
    Map<String, Object> named = new LinkedHashMap<>();
    for (Map.Entry<AttributeKey<?>, Object> each : span.attributes().asMap().entrySet()) {
      String key = each.getKey().getKey();
      if (key.startsWith(OWN)) {
        own.put(key.substring(OWN.length()), each.getValue());
      } else if (StepSpans.NAMED.contains(key) && !isGivenByKind(key, kind)) {
        named.put(key, each.getValue());
      }
    }
    tree(own).forEach(named::putIfAbsent);
    return Step.plain(named);
  }

  /** Only a message may be anybody's. */
  private static boolean isGivenByKind(String key, StepKind kind) {
    return key.equals(Fulgurite.MESSAGE_ROLE) && kind != StepKind.MESSAGE;
  }

  @SuppressWarnings("unchecked") // Keys of maps that unflatten gives are strings.
  private static Map<String, Object> tree(Map<String, Object> flat) {
    @Nullable Object tree = flat.isEmpty() ? null : AttributeTree.unflatten(flat);
    return tree instanceof Map<?, ?> map ? (Map<String, Object>) map : flat;
  }

  private StepReader() {}
}
