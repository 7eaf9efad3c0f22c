package app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/** Asks a model; arguments: the server's URL, and how to ask. */
public final class OpenAiApp {
  public static void main(String[] arguments) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(arguments[0] + "/v1").apiKey("none").build();
    System.out.println(ask(client, "Hello"));
    System.exit(0);
  }

  private static String ask(OpenAIClient client, String question) {
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder().model("gpt").addUserMessage(question).build();
    return client.chat().completions().create(params).choices().get(0).message().content().get();
  }

  private OpenAiApp() {}
}
