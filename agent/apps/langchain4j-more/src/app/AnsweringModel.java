package app;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;

/** A stand-in that overrides the outermost method and asks nobody. */
final class AnsweringModel implements ChatModel {
  private final RuntimeException failure;

  /**
   * @param failure what to throw instead of answering; may be null
   */
  public AnsweringModel(RuntimeException failure) {
    this.failure = failure;
  }

  @Override
  public ChatResponse chat(ChatRequest request) {
    if (failure != null) {
      throw failure;
    }
    return ChatResponse.builder().aiMessage(AiMessage.from("Of course.")).build();
  }
}
