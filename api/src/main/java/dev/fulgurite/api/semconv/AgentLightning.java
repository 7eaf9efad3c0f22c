package dev.fulgurite.api.semconv;

/** Span names and attribute keys shared with Agent Lightning 0.3, byte for byte. */
public final class AgentLightning {
  public static final String MESSAGE_SPAN = "agentlightning.message";
  public static final String ANNOTATION_SPAN = "agentlightning.annotation";
  public static final String OBJECT_SPAN = "agentlightning.object";
  public static final String EXCEPTION_SPAN = "agentlightning.exception";
  public static final String OPERATION_SPAN = "agentlightning.operation";
  public static final String VIRTUAL_SPAN = "agentlightning.virtual";

  public static final String MESSAGE_BODY = "agentlightning.message.body";
  public static final String OBJECT_TYPE = "agentlightning.object.type";
  public static final String OBJECT_LITERAL = "agentlightning.object.literal";
  public static final String OBJECT_JSON = "agentlightning.object.json";
  public static final String OPERATION_NAME = "agentlightning.operation.name";
  public static final String OPERATION_INPUT = "agentlightning.operation.input";
  public static final String OPERATION_OUTPUT = "agentlightning.operation.output";

  /** Prefix: {@code agentlightning.reward.{i}.name} and {@code .value}. */
  public static final String REWARD = "agentlightning.reward";

  /** The primary dimension's value: where a reader looks first. */
  public static final String PRIMARY_REWARD_VALUE = "agentlightning.reward.0.value";

  /** Prefix: {@code agentlightning.link.{i}.key_match} and {@code .value_match}. */
  public static final String LINK = "agentlightning.link";

  /** Prefix: one key per tag, {@code agentlightning.tag.{i}}. */
  public static final String TAG = "agentlightning.tag";

  public static final String ROLLOUT_ID = "agentlightning.rollout_id";
  public static final String ATTEMPT_ID = "agentlightning.attempt_id";
  public static final String SEQUENCE_ID = "agentlightning.span_sequence_id";

  public static final String EXCEPTION_TYPE = "exception.type";
  public static final String EXCEPTION_MESSAGE = "exception.message";
  public static final String EXCEPTION_STACKTRACE = "exception.stacktrace";
  public static final String EXCEPTION_ESCAPED = "exception.escaped";

  private AgentLightning() {}
}
