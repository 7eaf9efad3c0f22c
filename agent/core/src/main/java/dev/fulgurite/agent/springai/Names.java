package dev.fulgurite.agent.springai;

/** Spring AI's types, by name. */
final class Names {
  static final String ROOT = "org.springframework.ai.";

  static final String CHAT_MODEL = ROOT + "chat.model.ChatModel";
  static final String CHAT_RESPONSE = ROOT + "chat.model.ChatResponse";
  static final String PROMPT = ROOT + "chat.prompt.Prompt";
  static final String EMBEDDING_MODEL = ROOT + "embedding.EmbeddingModel";
  static final String EMBEDDING_REQUEST = ROOT + "embedding.EmbeddingRequest";
  static final String VECTOR_STORE = ROOT + "vectorstore.VectorStore";
  static final String SEARCH_REQUEST = ROOT + "vectorstore.SearchRequest";
  static final String FILTER = ROOT + "vectorstore.filter.Filter$Expression";

  static final String CALL_SPEC = ROOT + "chat.client.DefaultChatClient$DefaultCallResponseSpec";
  static final String STREAM_SPEC =
      ROOT + "chat.client.DefaultChatClient$DefaultStreamResponseSpec";
  static final String CLIENT_REQUEST = ROOT + "chat.client.ChatClientRequest";
  static final String ADVISOR_CHAIN = ROOT + "chat.client.advisor.api.BaseAdvisorChain";
  static final String BASE_ADVISOR = ROOT + "chat.client.advisor.api.BaseAdvisor";
  static final String CALL_ADVISOR = ROOT + "chat.client.advisor.api.CallAdvisor";
  static final String STREAM_ADVISOR = ROOT + "chat.client.advisor.api.StreamAdvisor";

  static final String TOOL_CALLBACK = ROOT + "tool.ToolCallback";
  static final String TOOL_CONTEXT = ROOT + "chat.model.ToolContext";
  static final String TOOL_FAILURE = ROOT + "tool.execution.ToolExecutionException";
  static final String TOOL_MANAGER = ROOT + "model.tool.ToolCallingManager";
  static final String TOOL_REACTIVE_CONTEXT =
      ROOT + "model.tool.internal.ToolCallReactiveContextHolder";

  private Names() {}
}
