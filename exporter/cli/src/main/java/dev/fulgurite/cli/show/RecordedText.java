package dev.fulgurite.cli.show;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.AttributeText;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.Value;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What tools, operations, objects and annotations hold, as it was recorded; not yet printable. */
final class RecordedText {
  private static final Set<String> SCOPE =
      Set.of(
          AgentLightning.ROLLOUT_ID,
          AgentLightning.ATTEMPT_ID,
          AgentLightning.SEQUENCE_ID,
          Fulgurite.SESSION_ID,
          Fulgurite.SESSION_SOURCE,
          Fulgurite.USER_ID,
          Fulgurite.TAGS,
          GenAi.CONVERSATION_ID,
          GenAi.AGENT_NAME);

  private final StoredSpan span;
  private final String separator;

  /**
   * @param separator what stands between attributes where a text was recorded as several
   */
  RecordedText(StoredSpan span, String separator) {
    this.span = span;
    this.separator = separator;
  }

  /** Of a tool or operation; empty where there are none. */
  String arguments() {
    String arguments = span.text(GenAi.TOOL_CALL_ARGUMENTS);
    return arguments == null ? flattened(AgentLightning.OPERATION_INPUT) : arguments;
  }

  /** The same for what came of it. */
  String result() {
    String result = span.text(GenAi.TOOL_CALL_RESULT);
    return result == null ? flattened(AgentLightning.OPERATION_OUTPUT) : result;
  }

  String objectType() {
    return orEmpty(span.string(AgentLightning.OBJECT_TYPE));
  }

  String object() {
    String literal = span.text(AgentLightning.OBJECT_LITERAL);
    return orEmpty(literal == null ? span.text(AgentLightning.OBJECT_JSON) : literal);
  }

  String annotation() {
    StringJoiner pairs = new StringJoiner(separator);
    span.attributes()
        .forEach(
            (key, value) -> {
              if (!SCOPE.contains(key.getKey())) {
                pairs.add(key.getKey() + "=" + shown(value));
              }
            });
    return pairs.toString();
  }

  private String flattened(String prefix) {
    StringJoiner pairs = new StringJoiner(separator);
    span.attributes()
        .forEach(
            (key, value) -> {
              if (key.getKey().equals(prefix)) {
                pairs.add(shown(value));
              } else if (key.getKey().startsWith(prefix + ".")) {
                pairs.add(key.getKey().substring(prefix.length() + 1) + "=" + shown(value));
              }
            });
    return pairs.toString();
  }

  private static String shown(Object value) {
    return value instanceof Value<?> nested ? AttributeText.of(nested) : value.toString();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
