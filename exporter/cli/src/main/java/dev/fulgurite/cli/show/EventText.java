package dev.fulgurite.cli.show;

import dev.fulgurite.api.SpanReaders;
import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.cli.text.Ansi;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Emitted events and calls of tools and operations, on one line each. */
final class EventText {
  private final StoredSpan span;
  private final Ansi ansi;
  private final int maxText;

  EventText(StoredSpan span, Ansi ansi, int maxText) {
    this.span = span;
    this.ansi = ansi;
    this.maxText = maxText;
  }

  String message() {
    String role = span.string(Fulgurite.MESSAGE_ROLE);
    String who = role == null ? "message" : Printable.line(role);
    return ansi.dim(who + ": ") + shortened(span.string(AgentLightning.MESSAGE_BODY));
  }

  /** The primary value, then the other dimensions by name. */
  String reward() {
    double primary = SpanReaders.rewardValue(span).orElse(0);
    String others =
        SpanReaders.rewards(span).stream()
            .skip(1)
            .map(d -> Printable.line(d.name()) + " " + Numbers.exact(d.value()))
            .collect(Collectors.joining(", "));
    return ansi.bySign(primary, "reward " + Numbers.signed(primary))
        + (others.isEmpty() ? "" : "  " + ansi.dim(others));
  }

  String annotation() {
    StringJoiner pairs = new StringJoiner(", ");
    span.attributes()
        .forEach(
            (key, value) -> {
              if (!isScope(key.getKey())) {
                pairs.add(key.getKey() + "=" + value);
              }
            });
    return "annotation  " + ansi.dim(shortened(pairs.toString()));
  }

  String object() {
    String literal = span.string(AgentLightning.OBJECT_LITERAL);
    String type = span.string(AgentLightning.OBJECT_TYPE);
    return "object "
        + shortened(type)
        + "  "
        + ansi.dim(shortened(literal == null ? span.string(AgentLightning.OBJECT_JSON) : literal));
  }

  /** Arguments and result. */
  String call() {
    String arguments = span.string(GenAi.TOOL_CALL_ARGUMENTS);
    String in = arguments == null ? flattened(AgentLightning.OPERATION_INPUT) : arguments;
    String result = span.string(GenAi.TOOL_CALL_RESULT);
    String output = result == null ? flattened(AgentLightning.OPERATION_OUTPUT) : result;
    return shortened(in) + (output.isEmpty() ? "" : ansi.dim(" → ") + shortened(output));
  }

  private String flattened(String prefix) {
    StringJoiner pairs = new StringJoiner(", ");
    span.attributes()
        .forEach(
            (key, value) -> {
              if (key.getKey().equals(prefix)) {
                pairs.add(String.valueOf(value));
              } else if (key.getKey().startsWith(prefix + ".")) {
                pairs.add(key.getKey().substring(prefix.length() + 1) + "=" + value);
              }
            });
    return pairs.toString();
  }

  private static boolean isScope(String key) {
    return key.equals(AgentLightning.ROLLOUT_ID)
        || key.equals(AgentLightning.ATTEMPT_ID)
        || key.equals(AgentLightning.SEQUENCE_ID)
        || key.equals(Fulgurite.SESSION_ID)
        || key.equals(Fulgurite.SESSION_SOURCE)
        || key.equals(Fulgurite.USER_ID)
        || key.equals(Fulgurite.TAGS)
        || key.equals(GenAi.CONVERSATION_ID)
        || key.equals(GenAi.AGENT_NAME);
  }

  private String shortened(@Nullable String text) {
    return text == null ? "" : Printable.line(text, maxText);
  }
}
