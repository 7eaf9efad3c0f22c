package dev.fulgurite.agent.langchain4j;

import static dev.fulgurite.agent.reflect.Getters.list;
import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.genai.Json;
import dev.fulgurite.api.semconv.GenAi;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes back to the model.
 *
 * @param result a string (1.0), a message (1.5) or a {@code ToolExecutionResult}
 */
record ToolResult(@Nullable Object result) {
  /** The error type of a failure whose exception was swallowed where no hook sees it. */
  private static final String UNKNOWN_ERROR = "tool_error";

  void reportTo(ToolCall call) {
    String content = content();
    if (call.recording()) {
      call.set(new Attributes().put(GenAi.TOOL_CALL_RESULT, content).toMap());
    }
    Throwable swallowed = call.swallowed();
    if (swallowed != null) {
      call.fail(swallowed);
    } else if (Boolean.TRUE.equals(read(result, "isError"))) {
      // The text is content, and stays where content may go.
      call.fail(UNKNOWN_ERROR, null);
    }
  }

  private @Nullable String content() {
    if (result instanceof String text) {
      return text;
    }
    String text = text(result, "resultText");
    if (text != null) {
      return text;
    }
    text = text(result, "text");
    List<?> contents = list(result, "resultContents");
    return text != null || contents.isEmpty() ? text : Json.write(ContentParts.of(contents));
  }
}
