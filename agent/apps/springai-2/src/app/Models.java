package app;

import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;

/** Spring AI 2.x asks by openai-java. */
final class Models {
  static ChatModel chat(String url, ObservationRegistry observations) {
    return OpenAiChatModel.builder()
        .observationRegistry(observations)
        .httpClientBuilderCustomizer(http -> http.interceptor(Models::impatient))
        .options(
            OpenAiChatOptions.builder()
                .baseUrl(url + "/v1")
                .apiKey("none")
                .model("gpt")
                .temperature(0.5)
                .build())
        .build();
  }

  static EmbeddingModel embeddings(String url) {
    return new OpenAiEmbeddingModel(
        OpenAiEmbeddingOptions.builder()
            .baseUrl(url + "/v1")
            .apiKey("none")
            .model("embed")
            .build());
  }

  /**
   * In the openai-java that Spring AI brings, a cancelled stream's {@code close} waits for the read
   * that is under way; where a server hangs, that is a minute unless told otherwise.
   */
  private static Response impatient(Interceptor.Chain chain) throws IOException {
    return chain.withReadTimeout(3, TimeUnit.SECONDS).proceed(chain.request());
  }

  private Models() {}
}
