package app;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.util.List;
import java.util.Map;

/** A secret in each place of the calls that anthropic-java makes. */
public final class CanaryApp {
  public static void main(String[] arguments) throws Exception {
    AnthropicClient client =
        AnthropicOkHttpClient.builder()
            .fromEnv()
            .baseUrl(arguments[0])
            .apiKey("none")
            .maxRetries(0)
            .build();
    client.messages().create(asking("prompt", "say " + Canary.said("answer")).build());
    stream(client, asking("streamprompt", "say " + Canary.said("streamed")).build());
    String call = "call note {\"text\":\"" + Canary.said("argument") + "\"}";
    stream(client, asking("callprompt", call).build());
    client.messages().create(answering().build());
    try {
      client.messages().create(asking("badprompt", "fail 400 " + Canary.said("error")).build());
    } catch (AnthropicServiceException expected) {
      // its message has what the server says
    }
    Canary.await();
  }

  private static void stream(AnthropicClient client, MessageCreateParams params) {
    try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(params)) {
      stream.stream().forEach(event -> {});
    }
  }

  private static MessageCreateParams.Builder asking(String place, String order) {
    return MessageCreateParams.builder()
        .model("claude")
        .maxTokens(100)
        .system(Canary.at("system"))
        .addUserMessage(Canary.at(place) + "\n" + order);
  }

  /** Written as JSON, since the versions have other types for it. */
  private static MessageCreateParams.Builder answering() {
    Map<String, Object> call =
        Map.of("type", "tool_use", "id", "c-1", "name", "note", "input", Map.of());
    Map<String, Object> result =
        Map.of("type", "tool_result", "tool_use_id", "c-1", "content", Canary.at("result"));
    return MessageCreateParams.builder()
        .model("claude")
        .maxTokens(100)
        .messages(
            JsonValue.from(
                List.of(
                    Map.of("role", "assistant", "content", List.of(call)),
                    Map.of("role", "user", "content", List.of(result)))));
  }

  private CanaryApp() {}
}
