package dev.fulgurite.exporter.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fulgurite.api.ConversationMessage;
import dev.fulgurite.api.Role;
import dev.fulgurite.api.ToolCall;
import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.training.CallContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Messages as spans have them, as messages of a conversation. What is none is left out. */
final class StoredMessages {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The message of an emitted span; empty where nobody in particular said it. */
  static Optional<ConversationMessage> emitted(StoredSpan span) {
    String body = span.text(AgentLightning.MESSAGE_BODY);
    return role(span.string(Fulgurite.MESSAGE_ROLE))
        .flatMap(
            role ->
                message(
                    role,
                    body == null ? "" : body,
                    calls(parse(span.text(Fulgurite.MESSAGE_TOOL_CALLS))),
                    span.string(GenAi.TOOL_CALL_ID)));
  }

  /** What a model call was given and gave. */
  static List<ConversationMessage> of(CallContent call) {
    return call.messages().stream().map(StoredMessages::of).flatMap(Optional::stream).toList();
  }

  private static Optional<ConversationMessage> of(JsonNode message) {
    return role(message.path("role").asText())
        .flatMap(
            role ->
                message(
                    role,
                    text(message.path("content")),
                    calls(message.path("tool_calls")),
                    message.path("tool_call_id").textValue()));
  }

  private static Optional<ConversationMessage> message(
      Role role, String content, List<ToolCall> calls, @Nullable String callId) {
    List<ToolCall> made = role == Role.ASSISTANT ? calls : List.of();
    boolean answers = role == Role.TOOL && callId != null && !callId.isEmpty();
    return content.isEmpty() && made.isEmpty()
        ? Optional.empty()
        : Optional.of(new ConversationMessage(role, content, made, answers ? callId : null));
  }

  private static Optional<Role> role(@Nullable String word) {
    if (word == null) {
      return Optional.empty();
    }
    return word.equals("developer") ? Optional.of(Role.SYSTEM) : Role.ofWord(word);
  }

  /** A text, or the texts of a list of parts; a part without one as its JSON. */
  private static String text(JsonNode content) {
    if (content.isMissingNode() || content.isNull()) {
      return "";
    }
    if (!content.isArray()) {
      return content.isTextual() ? content.textValue() : content.toString();
    }
    List<String> texts = new ArrayList<>();
    content.forEach(part -> texts.add(part.path("text").asText(part.toString())));
    return String.join("\n", texts);
  }

  private static List<ToolCall> calls(JsonNode calls) {
    List<ToolCall> read = new ArrayList<>();
    for (JsonNode call : calls) {
      String id = call.path("id").asText();
      String name = call.path("function").path("name").asText();
      if (Stream.of(id, name).noneMatch(String::isEmpty)) {
        read.add(new ToolCall(id, name, call.path("function").path("arguments").asText()));
      }
    }
    return read;
  }

  private static JsonNode parse(@Nullable String json) {
    try {
      return JSON.readTree(json == null ? "" : json);
    } catch (JsonProcessingException cutOff) {
      return JSON.missingNode();
    }
  }

  private StoredMessages() {}
}
