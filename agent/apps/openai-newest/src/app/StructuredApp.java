package app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.StructuredChatCompletionCreateParams;

/** Asks for an object instead of a text. */
public final class StructuredApp {
  public static final class Sum {
    public int value;
  }

  public static void main(String[] arguments) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(arguments[0] + "/v1").apiKey("none").build();
    StructuredChatCompletionCreateParams<Sum> params =
        ChatCompletionCreateParams.builder()
            .model("gpt")
            .addUserMessage("say {\"value\":5}")
            .responseFormat(Sum.class)
            .build();
    Sum sum = client.chat().completions().create(params).choices().get(0).message().content().get();
    System.out.println(sum.value);
    System.exit(0);
  }

  private StructuredApp() {}
}
