package dev.fulgurite.examples.headline;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.io.IOException;
import java.util.stream.Collectors;

/** Writes a sentence about something, and then a headline, as it comes in. */
public final class Headline {
  private final OpenAIClient client;

  Headline(OpenAIClient client) {
    this.client = client;
  }

  public static void main(String[] arguments) throws IOException {
    boolean isReal = System.getenv("OPENAI_API_KEY") != null;
    OpenAIClient client =
        isReal
            ? OpenAIOkHttpClient.fromEnv()
            : OpenAIOkHttpClient.builder().baseUrl(RecordedModel.start()).apiKey("none").build();
    new Headline(client).about("a cat on a train");
    System.exit(0);
  }

  void about(String subject) {
    String sentence =
        client
            .chat()
            .completions()
            .create(question("Write a sentence about " + subject + "."))
            .choices()
            .stream()
            .flatMap(choice -> choice.message().content().stream())
            .collect(Collectors.joining());
    System.out.println(sentence);
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(question("Make it shorter: " + sentence))) {
      stream.stream()
          .flatMap(chunk -> chunk.choices().stream())
          .flatMap(choice -> choice.delta().content().stream())
          .forEach(System.out::print);
    }
    System.out.println();
  }

  private static ChatCompletionCreateParams question(String text) {
    return ChatCompletionCreateParams.builder().model("gpt-5-mini").addUserMessage(text).build();
  }
}
