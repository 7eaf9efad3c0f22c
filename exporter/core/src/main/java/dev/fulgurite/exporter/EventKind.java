package dev.fulgurite.exporter;

import dev.fulgurite.api.SpanReaders;
import dev.fulgurite.api.SpanView;
import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Locale;
import java.util.Set;

/** What a span stands for, told from its name and attributes. Stores may keep the ordinal. */
public enum EventKind {
  /** Anything else: an HTTP call, a database query. */
  SPAN,
  MESSAGE,
  REWARD,
  /** An annotation span without a reward. */
  ANNOTATION,
  OBJECT,
  EXCEPTION,
  OPERATION,
  /** A model call. */
  LLM,
  /** A tool call. */
  TOOL,
  /** An agent or service call. */
  AGENT;

  private static final AttributeKey<String> OPERATION_KEY =
      AttributeKey.stringKey(GenAi.OPERATION_NAME);
  private static final AttributeKey<String> MODEL_KEY = AttributeKey.stringKey(GenAi.REQUEST_MODEL);
  private static final Set<String> LLM_OPERATIONS =
      Set.of(GenAi.CHAT, "generate_content", "text_completion");

  /** They may name a model too. Tools and agents have kinds of their own. */
  private static final Set<String> NO_MODEL_CALLS =
      Set.of("embeddings", "retrieval", "create_agent", "invoke_workflow", "plan");

  private final String word = name().toLowerCase(Locale.ROOT);

  /** Never null; a span of no known shape is a {@link #SPAN}. */
  public static EventKind of(SpanView span) {
    return span.name().equals(AgentLightning.ANNOTATION_SPAN)
        ? (SpanReaders.isReward(span) ? REWARD : ANNOTATION)
        : of(span.name(), span.attributes());
  }

  /** The same. */
  static EventKind of(SpanData span) {
    return span.getName().equals(AgentLightning.ANNOTATION_SPAN)
        ? of(new SpanDataView(span))
        : of(span.getName(), span.getAttributes());
  }

  /**
   * Whether an attribute by this key can tell what a span stands for, or that it carries a reward.
   * Cheap where it cannot, which is nearly always.
   */
  static boolean isToldBy(String key) {
    return switch (key.length()) {
      case 20 -> key.equals(GenAi.REQUEST_MODEL);
      case 21 -> key.equals(GenAi.OPERATION_NAME);
      case 29 -> key.equals(AgentLightning.PRIMARY_REWARD_VALUE);
      default -> false;
    };
  }

  /** The same for the name of a span. */
  static boolean isToldByName(String name) {
    return switch (name) {
      case AgentLightning.MESSAGE_SPAN,
          AgentLightning.OBJECT_SPAN,
          AgentLightning.EXCEPTION_SPAN,
          AgentLightning.OPERATION_SPAN,
          AgentLightning.ANNOTATION_SPAN,
          "openai.chat.completion",
          "raw_gen_ai_request",
          "litellm_request" ->
          true;
      default -> false;
    };
  }

  private static EventKind of(String name, Attributes attributes) {
    return switch (name) {
      case AgentLightning.MESSAGE_SPAN -> MESSAGE;
      case AgentLightning.OBJECT_SPAN -> OBJECT;
      case AgentLightning.EXCEPTION_SPAN -> EXCEPTION;
      case AgentLightning.OPERATION_SPAN -> OPERATION;
      case "openai.chat.completion", "raw_gen_ai_request", "litellm_request" ->
          ofOperation(attributes, true);
      default -> ofOperation(attributes, false);
    };
  }

  private static EventKind ofOperation(Attributes attributes, boolean namedCall) {
    String operation = attributes.get(OPERATION_KEY);
    if (operation != null) {
      if (LLM_OPERATIONS.contains(operation)) {
        return LLM;
      }
      if (operation.equals(GenAi.EXECUTE_TOOL)) {
        return TOOL;
      }
      if (operation.equals(GenAi.INVOKE_AGENT)) {
        return AGENT;
      }
    }
    boolean mayCall = operation == null || !NO_MODEL_CALLS.contains(operation);
    boolean model = mayCall && attributes.get(MODEL_KEY) != null;
    return model || namedCall ? LLM : SPAN;
  }

  /** The word the command line uses: lower case. */
  public String word() {
    return word;
  }
}
