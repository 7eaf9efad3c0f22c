package dev.fulgurite.api.semconv;

/**
 * The OpenTelemetry GenAI conventions we write and read: the v1.41 set, which today's backends are
 * coded to. No other class spells a {@code gen_ai} key.
 */
public final class GenAi {
  public static final String OPERATION_NAME = "gen_ai.operation.name";
  public static final String PROVIDER_NAME = "gen_ai.provider.name";
  public static final String CONVERSATION_ID = "gen_ai.conversation.id";
  public static final String AGENT_ID = "gen_ai.agent.id";
  public static final String AGENT_NAME = "gen_ai.agent.name";
  public static final String REQUEST_MODEL = "gen_ai.request.model";
  public static final String REQUEST_TEMPERATURE = "gen_ai.request.temperature";
  public static final String REQUEST_TOP_P = "gen_ai.request.top_p";
  public static final String REQUEST_TOP_K = "gen_ai.request.top_k";
  public static final String REQUEST_MAX_TOKENS = "gen_ai.request.max_tokens";
  public static final String REQUEST_FREQUENCY_PENALTY = "gen_ai.request.frequency_penalty";
  public static final String REQUEST_PRESENCE_PENALTY = "gen_ai.request.presence_penalty";
  public static final String REQUEST_STOP_SEQUENCES = "gen_ai.request.stop_sequences";
  public static final String REQUEST_SEED = "gen_ai.request.seed";
  public static final String REQUEST_STREAM = "gen_ai.request.stream";
  public static final String RESPONSE_ID = "gen_ai.response.id";
  public static final String RESPONSE_MODEL = "gen_ai.response.model";
  public static final String RESPONSE_FINISH_REASONS = "gen_ai.response.finish_reasons";
  public static final String RESPONSE_TIME_TO_FIRST_CHUNK = "gen_ai.response.time_to_first_chunk";
  public static final String USAGE_INPUT_TOKENS = "gen_ai.usage.input_tokens";
  public static final String USAGE_OUTPUT_TOKENS = "gen_ai.usage.output_tokens";
  public static final String USAGE_CACHE_READ_INPUT_TOKENS = "gen_ai.usage.cache_read.input_tokens";
  public static final String USAGE_REASONING_OUTPUT_TOKENS = "gen_ai.usage.reasoning.output_tokens";
  public static final String EMBEDDINGS_DIMENSION_COUNT = "gen_ai.embeddings.dimension.count";
  public static final String DATA_SOURCE_ID = "gen_ai.data_source.id";
  public static final String PROMPT_NAME = "gen_ai.prompt.name";
  public static final String TOOL_NAME = "gen_ai.tool.name";
  public static final String TOOL_DESCRIPTION = "gen_ai.tool.description";
  public static final String TOOL_TYPE = "gen_ai.tool.type";
  public static final String TOOL_CALL_ID = "gen_ai.tool.call.id";

  // Content: in the local store always, elsewhere only when capture is asked for.
  public static final String INPUT_MESSAGES = "gen_ai.input.messages";
  public static final String OUTPUT_MESSAGES = "gen_ai.output.messages";
  public static final String SYSTEM_INSTRUCTIONS = "gen_ai.system_instructions";
  public static final String TOOL_DEFINITIONS = "gen_ai.tool.definitions";
  public static final String TOOL_CALL_ARGUMENTS = "gen_ai.tool.call.arguments";
  public static final String TOOL_CALL_RESULT = "gen_ai.tool.call.result";
  public static final String RETRIEVAL_QUERY_TEXT = "gen_ai.retrieval.query.text";
  public static final String RETRIEVAL_DOCUMENTS = "gen_ai.retrieval.documents";

  public static final String CHAT = "chat";
  public static final String EMBEDDINGS = "embeddings";
  public static final String RETRIEVAL = "retrieval";
  public static final String INVOKE_AGENT = "invoke_agent";
  public static final String EXECUTE_TOOL = "execute_tool";

  private GenAi() {}
}
