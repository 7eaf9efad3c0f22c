package dev.fulgurite.examples.math;

import dev.fulgurite.examples.math.replay.ReplayServer;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;

/** The example's own server, and a client of it. */
record ReplayEndpoint(ReplayServer server, ChatModel model) implements Endpoint {
  static Endpoint of(ReplayServer server) {
    ChatModel model =
        OpenAiChatModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("replay")
            .modelName("replay")
            .maxRetries(0)
            .build();
    return new ReplayEndpoint(server, model);
  }

  @Override
  public long modelCalls() {
    return server.modelCalls();
  }

  @Override
  public String description() {
    return "recorded solutions, replayed at " + server.baseUrl();
  }

  @Override
  public void close() {
    server.close();
  }
}
