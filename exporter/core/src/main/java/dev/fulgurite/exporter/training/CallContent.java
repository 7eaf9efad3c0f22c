package dev.fulgurite.exporter.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fulgurite.api.AttributeTree;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.AttributeText;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What went into a model call and came out, as JSON. The GenAI conventions' attributes win over the
 * older indexed ones.
 *
 * @param prompt a list of messages; null when it was not recorded
 * @param response a list of messages; null when it was not recorded
 * @param tools a list of definitions; null when there are none
 */
public record CallContent(
    @Nullable JsonNode prompt, @Nullable JsonNode response, @Nullable JsonNode tools) {
  private static final String LEGACY_PROMPT = "gen_ai.prompt";
  private static final String LEGACY_COMPLETION = "gen_ai.completion";
  private static final String LEGACY_FUNCTIONS = "llm.request.functions";

  /** Reads what {@code call} recorded; JSON that cannot be parsed is kept as text. */
  public static CallContent of(StoredSpan call) {
    return new CallContent(
        withSystem(call, either(call, GenAi.INPUT_MESSAGES, LEGACY_PROMPT)),
        either(call, GenAi.OUTPUT_MESSAGES, LEGACY_COMPLETION),
        either(call, GenAi.TOOL_DEFINITIONS, LEGACY_FUNCTIONS));
  }

  /**
   * Prompt and answer in the form of OpenAI's chat completions, oldest first: as much as was
   * recorded and as that form has words for.
   */
  public List<JsonNode> messages() {
    OpenAiMessages messages = new OpenAiMessages();
    try {
      messages.addPrompt(prompt);
      messages.addResponse(response);
    } catch (NoTrainingLine partly) {
      // A call that failed has no answer, and what came before it is there all the same.
    }
    List<JsonNode> all = new ArrayList<>();
    messages.all().forEach(all::add);
    return all;
  }

  private static @Nullable JsonNode either(StoredSpan call, String key, String legacyPrefix) {
    String text = call.text(key);
    return text == null ? indexed(call, legacyPrefix + ".") : JsonLines.parse(text);
  }

  private static @Nullable JsonNode indexed(StoredSpan call, String prefix) {
    Map<String, Object> flat = new LinkedHashMap<>();
    call.attributes()
        .forEach(
            (key, value) -> {
              if (key.getKey().startsWith(prefix)) {
                flat.put(key.getKey().substring(prefix.length()), plain(value));
              }
            });
    return flat.isEmpty() ? null : JsonLines.MAPPER.valueToTree(AttributeTree.unflatten(flat));
  }

  /** Mappers know nothing of OpenTelemetry's nested values. */
  private static Object plain(Object value) {
    return value instanceof Value<?> ? JsonLines.parse(AttributeText.of(value)) : value;
  }

  /** Instructions recorded apart from the history come first, as they did for the model. */
  private static @Nullable JsonNode withSystem(StoredSpan call, @Nullable JsonNode messages) {
    String instructions = call.text(GenAi.SYSTEM_INSTRUCTIONS);
    if (instructions == null || messages == null || !messages.isArray()) {
      return messages;
    }
    ObjectNode system = JsonNodeFactory.instance.objectNode().put("role", "system");
    JsonNode parts = JsonLines.parse(instructions);
    system.set(parts.isArray() ? "parts" : "content", parts);
    ArrayNode all = JsonNodeFactory.instance.arrayNode().add(system);
    return all.addAll((ArrayNode) messages);
  }
}
