package app;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;

/** A decorator that answers with copies of what the model asked for. */
final class RewritingModel implements ChatModel {
  private final ChatModel model;

  public RewritingModel(ChatModel model) {
    this.model = model;
  }

  @Override
  public ChatResponse chat(ChatRequest request) {
    ChatResponse response = model.chat(request);
    if (!response.aiMessage().hasToolExecutionRequests()) {
      return response;
    }
    List<ToolExecutionRequest> copies =
        response.aiMessage().toolExecutionRequests().stream().map(RewritingModel::copy).toList();
    return ChatResponse.builder()
        .aiMessage(AiMessage.from(copies))
        .metadata(response.metadata())
        .build();
  }

  private static ToolExecutionRequest copy(ToolExecutionRequest request) {
    return ToolExecutionRequest.builder()
        .id(request.id())
        .name(request.name())
        .arguments(request.arguments())
        .build();
  }
}
