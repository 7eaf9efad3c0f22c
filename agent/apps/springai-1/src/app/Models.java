package app;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.document.MetadataMode;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;
import org.springframework.ai.openai.api.OpenAiApi;

/** Spring AI 1.x has an HTTP client of its own. */
final class Models {
  static ChatModel chat(String url, ObservationRegistry observations) {
    return OpenAiChatModel.builder()
        .observationRegistry(observations)
        .openAiApi(api(url))
        .defaultOptions(
            OpenAiChatOptions.builder().model("gpt").temperature(0.5).streamUsage(true).build())
        .build();
  }

  static EmbeddingModel embeddings(String url) {
    return new OpenAiEmbeddingModel(
        api(url), MetadataMode.EMBED, OpenAiEmbeddingOptions.builder().model("embed").build());
  }

  private static OpenAiApi api(String url) {
    return OpenAiApi.builder().baseUrl(url).apiKey("none").build();
  }

  private Models() {}
}
