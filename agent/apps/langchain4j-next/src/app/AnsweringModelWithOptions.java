package app;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;

/** As {@link AnsweringModel}, at the method that came with 1.13. */
final class AnsweringModelWithOptions implements ChatModel {
  @Override
  public ChatResponse chat(ChatRequest request, ChatRequestOptions options) {
    return ChatResponse.builder().aiMessage(AiMessage.from("Of course.")).build();
  }
}
