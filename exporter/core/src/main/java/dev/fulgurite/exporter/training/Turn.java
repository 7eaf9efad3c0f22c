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
 * @param furtherAnswers how many answers there were beside this one
 * @param reasoning whether some was recorded, which the form has no place for
 */
record Turn(
    ArrayNode prompt,
    ArrayNode answer,
    @Nullable ArrayNode tools,
    int furtherAnswers,
    boolean reasoning) {
  static Turn of(CallContent content) throws NoTrainingLine {
    OpenAiMessages messages = new OpenAiMessages();
    messages.addPrompt(content.prompt());
    ArrayNode prompt = messages.all().deepCopy();
    ToolAnswers.check(prompt);
    messages.addResponse(content.response());
    ArrayNode answer = JsonNodeFactory.instance.arrayNode();
    for (int i = prompt.size(); i < messages.all().size(); i++) {
      answer.add(messages.all().get(i));
    }
    return new Turn(
        prompt,
        answer,
        ToolCalls.definitions(content.tools()),
        messages.furtherAnswers(),
        messages.hadReasoning());
  }

  /** Says what a line that was written of it does not hold. */
  void remark(ExportReport.Counter counter) {
    counter.remark("answers beyond a call's first", furtherAnswers);
    counter.remark("calls without the reasoning that was recorded", reasoning ? 1 : 0);
  }

  /** The whole conversation. */
  ArrayNode messages() {
    return prompt.deepCopy().addAll(answer);
  }
}
