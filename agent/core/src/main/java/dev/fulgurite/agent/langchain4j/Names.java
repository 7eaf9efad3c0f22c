package dev.fulgurite.agent.langchain4j;

/** LangChain4j's types, by name. */
final class Names {
  static final String ROOT = "dev.langchain4j.";

  static final String CHAT_MODEL = ROOT + "model.chat.ChatModel";
  static final String STREAMING_CHAT_MODEL = ROOT + "model.chat.StreamingChatModel";
  static final String CHAT_REQUEST = ROOT + "model.chat.request.ChatRequest";
  static final String CHAT_REQUEST_OPTIONS = ROOT + "model.chat.ChatRequestOptions";
  static final String HANDLER = ROOT + "model.chat.response.StreamingChatResponseHandler";
  static final String COMPLETE_RESPONSE = ROOT + "model.chat.response.CompleteResponse";
  static final String STREAMING_HANDLE = ROOT + "model.chat.response.StreamingHandle";

  static final String EMBEDDING_MODEL = ROOT + "model.embedding.EmbeddingModel";
  static final String EMBEDDING_REQUEST = ROOT + "model.embedding.request.EmbeddingRequest";
  static final String EMBEDDING_STORE = ROOT + "store.embedding.EmbeddingStore";
  static final String SEARCH_REQUEST = ROOT + "store.embedding.EmbeddingSearchRequest";
  static final String CONTENT_RETRIEVER = ROOT + "rag.content.retriever.ContentRetriever";
  static final String QUERY = ROOT + "rag.query.Query";

  static final String SERVICE_PROXY = ROOT + "service.DefaultAiServices$1";
  static final String TOKEN_STREAM = ROOT + "service.AiServiceTokenStream";
  static final String MEMORY_ACCESS = ROOT + "service.memory.ChatMemoryAccess";
  static final String MEMORY_ID = ROOT + "service.MemoryId";
  static final String USER_MESSAGE = ROOT + "service.UserMessage";
  static final String RESULT = ROOT + "service.Result";
  static final String INVOCATION_CONTEXT = ROOT + "invocation.InvocationContext";

  static final String TOOL_SERVICE = ROOT + "service.tool.ToolService";
  static final String TOOL_EXECUTOR = ROOT + "service.tool.ToolExecutor";
  static final String DEFAULT_TOOL_EXECUTOR = ROOT + "service.tool.DefaultToolExecutor";
  static final String TOOL_REQUEST = ROOT + "agent.tool.ToolExecutionRequest";
  static final String TOOL_ARGUMENTS_HANDLER = ROOT + "service.tool.ToolArgumentsErrorHandler";
  static final String TOOL_ERROR_HANDLER = ROOT + "service.tool.ToolExecutionErrorHandler";
  static final String TOOL_ERROR_BUILDER = ROOT + "service.tool.ToolErrorContext$Builder";
  static final String TOOL_FAILURE = ROOT + "exception.ToolExecutionException";
  static final String TOOL_BAD_ARGUMENTS = ROOT + "exception.ToolArgumentsException";

  static final String AGENTIC = ROOT + "agentic.";
  static final String AGENT_INVOKER = AGENTIC + "internal.AgentInvoker";
  static final String AGENT_ARGUMENTS = AGENTIC + "internal.AgentInvocationArguments";
  static final String AGENT_EXECUTOR = AGENTIC + "internal.AgentExecutor";
  static final String AGENT_HANDLER = AGENTIC + "agent.AgentInvocationHandler";
  static final String AGENT_FAILURE = AGENTIC + "agent.AgentInvocationException";
  static final String SYSTEM_HANDLER = AGENTIC + "internal.PlannerBasedInvocationHandler";
  static final String PLANNER_LOOP = SYSTEM_HANDLER + "$PlannerLoop";
  static final String PLANNER_EXECUTOR = AGENTIC + "internal.PlannerExecutor";
  static final String STEP_LISTENER = AGENTIC + "scope.AgentInvocationListener";
  static final String SCOPE = AGENTIC + "scope.AgenticScope";
  static final String DEFAULT_SCOPE = AGENTIC + "scope.DefaultAgenticScope";
  static final String SCOPE_REGISTRY = AGENTIC + "scope.AgenticScopeRegistry";
  static final String SCOPED_RESULT = AGENTIC + "scope.ResultWithAgenticScope";

  private Names() {}
}
