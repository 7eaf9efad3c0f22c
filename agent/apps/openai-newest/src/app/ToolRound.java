package app;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import java.util.Map;
import java.util.stream.Collectors;

/** A question, the tool that the model asks for, and the answer. */
final class ToolRound {
  static String run(OpenAIClient client, String argument, String result) {
    ChatCompletionCreateParams.Builder params =
        ChatCompletionCreateParams.builder()
            .model("gpt")
            .addUserMessage("call add {\"a\":" + argument + ",\"b\":3}")
            .addFunctionTool(add());
    ChatCompletionMessage asked =
        client.chat().completions().create(params.build()).choices().get(0).message();
    ChatCompletionMessageFunctionToolCall call = asked.toolCalls().get().get(0).asFunction();
    params.addMessage(asked);
    params.addMessage(
        ChatCompletionToolMessageParam.builder().toolCallId(call.id()).content(result).build());
    return client
        .chat()
        .completions()
        .create(params.build())
        .choices()
        .get(0)
        .message()
        .content()
        .get();
  }

  /** What the streamed question brings: the pieces of the tool's arguments. */
  static String stream(OpenAIClient client) {
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder()
            .model("gpt")
            .addUserMessage("call add {\"a\":2,\"b\":3}")
            .build();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      return stream.stream()
          .flatMap(chunk -> chunk.choices().stream())
          .flatMap(choice -> choice.delta().toolCalls().stream())
          .flatMap(calls -> calls.stream())
          .flatMap(call -> call.function().stream())
          .flatMap(function -> function.arguments().stream())
          .collect(Collectors.joining());
    }
  }

  private static FunctionDefinition add() {
    return FunctionDefinition.builder()
        .name("add")
        .description("Adds")
        .parameters(
            FunctionParameters.builder()
                .putAdditionalProperty("type", JsonValue.from("object"))
                .putAdditionalProperty(
                    "properties", JsonValue.from(Map.of("a", Map.of("type", "integer"))))
                .build())
        .build();
  }

  private ToolRound() {}
}
