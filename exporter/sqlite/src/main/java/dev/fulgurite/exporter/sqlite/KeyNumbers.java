package dev.fulgurite.exporter.sqlite;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.common.AttributeKey;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers on disk for the keys that nearly every span has: nothing to pack and nothing to make on
 * reading. The list only grows, at its end.
 */
final class KeyNumbers {
  /** As many as there may ever be. */
  static final int MAX = 128;

  /** The first so many are of texts that the spans of a session have in common. */
  private static final int SHARED = 10;

  private static final List<AttributeKey<?>> KEYS =
      List.of(
          stringKey(Fulgurite.SESSION_ID),
          stringKey(Fulgurite.SESSION_SOURCE),
          stringKey(Fulgurite.USER_ID),
          stringKey(GenAi.CONVERSATION_ID),
          stringKey(GenAi.AGENT_ID),
          stringKey(GenAi.AGENT_NAME),
          stringKey(GenAi.REQUEST_MODEL),
          stringKey(GenAi.RESPONSE_MODEL),
          stringKey(AgentLightning.ROLLOUT_ID),
          stringKey(AgentLightning.ATTEMPT_ID),
          stringArrayKey(Fulgurite.TAGS),
          stringKey(Fulgurite.MESSAGE_ROLE),
          booleanKey(Fulgurite.TRUNCATED),
          stringKey(GenAi.OPERATION_NAME),
          stringKey(GenAi.PROVIDER_NAME),
          doubleKey(GenAi.REQUEST_TEMPERATURE),
          doubleKey(GenAi.REQUEST_TOP_P),
          longKey(GenAi.REQUEST_MAX_TOKENS),
          booleanKey(GenAi.REQUEST_STREAM),
          stringKey(GenAi.RESPONSE_ID),
          stringArrayKey(GenAi.RESPONSE_FINISH_REASONS),
          doubleKey(GenAi.RESPONSE_TIME_TO_FIRST_CHUNK),
          longKey(GenAi.USAGE_INPUT_TOKENS),
          longKey(GenAi.USAGE_OUTPUT_TOKENS),
          longKey(GenAi.USAGE_CACHE_READ_INPUT_TOKENS),
          longKey(GenAi.USAGE_REASONING_OUTPUT_TOKENS),
          stringKey(GenAi.DATA_SOURCE_ID),
          stringKey(GenAi.TOOL_NAME),
          stringKey(GenAi.TOOL_DESCRIPTION),
          stringKey(GenAi.TOOL_TYPE),
          stringKey(GenAi.TOOL_CALL_ID),
          stringKey(GenAi.INPUT_MESSAGES),
          stringKey(GenAi.OUTPUT_MESSAGES),
          stringKey(GenAi.SYSTEM_INSTRUCTIONS),
          stringKey(GenAi.TOOL_DEFINITIONS),
          stringKey(GenAi.TOOL_CALL_ARGUMENTS),
          stringKey(GenAi.TOOL_CALL_RESULT),
          stringKey(GenAi.RETRIEVAL_QUERY_TEXT),
          stringKey(GenAi.RETRIEVAL_DOCUMENTS),
          stringKey(AgentLightning.MESSAGE_BODY),
          stringKey(AgentLightning.OBJECT_TYPE),
          stringKey(AgentLightning.OBJECT_LITERAL),
          stringKey(AgentLightning.OBJECT_JSON),
          stringKey(AgentLightning.OPERATION_NAME),
          stringKey(AgentLightning.OPERATION_INPUT),
          stringKey(AgentLightning.OPERATION_OUTPUT),
          stringKey(AgentLightning.REWARD + ".0.name"),
          doubleKey(AgentLightning.PRIMARY_REWARD_VALUE),
          longKey(AgentLightning.SEQUENCE_ID),
          stringKey(AgentLightning.EXCEPTION_TYPE),
          stringKey(AgentLightning.EXCEPTION_MESSAGE),
          stringKey(AgentLightning.EXCEPTION_STACKTRACE),
          stringKey("server.address"),
          longKey("server.port"),
          stringKey("error.type"));

  private static final Map<AttributeKey<?>, Integer> NUMBERS = new HashMap<>();

  static {
    for (AttributeKey<?> key : KEYS) {
      NUMBERS.put(key, NUMBERS.size());
    }
  }

  /** Negative where it has none. */
  static int of(AttributeKey<?> key) {
    return NUMBERS.getOrDefault(key, -1);
  }

  static boolean isShared(int number) {
    return number >= 0 && number < SHARED;
  }

  static AttributeKey<?> key(int number) throws IOException {
    if (number < 0 || number >= KEYS.size()) {
      throw new IOException("unknown key of attribute: " + number);
    }
    return KEYS.get(number);
  }

  private KeyNumbers() {}
}
