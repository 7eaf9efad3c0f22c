package app;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.concurrent.CompletableFuture;

/** Has the method that LangChain4j's interface has from 1.20 on. */
final class AsyncModel implements ChatModel {
  public final CompletableFuture<ChatResponse> future = new CompletableFuture<>();

  public CompletableFuture<ChatResponse> doChatAsync(ChatRequest request) {
    return future;
  }
}
