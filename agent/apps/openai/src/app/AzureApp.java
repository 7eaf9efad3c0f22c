package app;

import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/** Asks a model as if Azure served it. */
public final class AzureApp {
  public static void main(String[] arguments) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .baseUrl(arguments[0] + "/v1")
            .credential(AzureApiKeyCredential.create("none"))
            .build();
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder().model("gpt").addUserMessage("Hello").build();
    System.out.println(client.chat().completions().create(params).choices().size());
    System.exit(0);
  }

  private AzureApp() {}
}
