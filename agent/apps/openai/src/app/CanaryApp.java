package app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.ResponseCreateParams;

/** A secret in each place of the calls that openai-java makes. */
public final class CanaryApp {
  public static void main(String[] arguments) throws Exception {
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .baseUrl(arguments[0] + "/v1")
            .apiKey("none")
            .maxRetries(0)
            .build();
    client.chat().completions().create(chat("prompt", "say " + Canary.said("answer")));
    stream(client, chat("streamprompt", "say " + Canary.said("streamed")));
    stream(client, chat("callprompt", "call add {\"a\":\"" + Canary.said("streamedcall") + "\"}"));
    ToolRound.run(client, '"' + Canary.said("argument") + '"', Canary.at("result"));
    client.responses().create(response());
    client
        .embeddings()
        .create(EmbeddingCreateParams.builder().model("e").input(Canary.at("text")).build());
    try {
      client.chat().completions().create(chat("badprompt", "fail 400 " + Canary.said("error")));
    } catch (OpenAIServiceException expected) {
      // its message has what the server says
    }
    Canary.await();
  }

  private static void stream(OpenAIClient client, ChatCompletionCreateParams params) {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      stream.stream().forEach(chunk -> {});
    }
  }

  /** With a secret that JSON escapes hide. */
  private static ChatCompletionCreateParams chat(String place, String order) {
    String escaped = Canary.at("escaped").replace("zebra", "zebr\\u0061");
    return ChatCompletionCreateParams.builder()
        .model("gpt")
        .addSystemMessage(Canary.at("system"))
        .addUserMessage(Canary.at(place) + " {\"x\":\"" + escaped + "\"}\n" + order)
        .user(Canary.at("user"))
        .build();
  }

  private static ResponseCreateParams response() {
    return ResponseCreateParams.builder()
        .model("gpt")
        .instructions(Canary.at("instructions"))
        .input(Canary.at("input") + "\nsay " + Canary.said("response"))
        .build();
  }

  private CanaryApp() {}
}
