package app;

import io.micrometer.observation.ObservationRegistry;
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

  private Models() {}
}
