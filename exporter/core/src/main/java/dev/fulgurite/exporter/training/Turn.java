package dev.fulgurite.exporter.training;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/**
 * A model call in the form of OpenAI's chat completions.
 *
 * @param prompt never empty
 * @param answer never empty
 * @param tools null when the model had none
 */
record Turn(ArrayNode prompt, ArrayNode answer, @Nullable ArrayNode tools) {
  static Turn of(CallContent content) throws NoTrainingLine {
    OpenAiMessages messages = new OpenAiMessages();
    messages.addPrompt(content.prompt());
    ArrayNode prompt = messages.all().deepCopy();
    messages.addResponse(content.response());
    ArrayNode answer = JsonNodeFactory.instance.arrayNode();
    for (int i = prompt.size(); i < messages.all().size(); i++) {
      answer.add(messages.all().get(i));
    }
    return new Turn(prompt, answer, ToolCalls.definitions(content.tools()));
  }

  /** The whole conversation. */
  ArrayNode messages() {
    return prompt.deepCopy().addAll(answer);
  }
}
