package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.reflect.Getters;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a model stopped, in the conventions' words: those of the attribute are the provider's, those
 * inside a message the schema's.
 */
final class FinishReasons {
  private FinishReasons() {}

  static List<String> ofCall(@Nullable Object response) {
    String reason = reason(response);
    return reason == null
        ? List.of()
        : List.of("tool_execution".equals(reason) ? "tool_calls" : reason);
  }

  static String ofMessage(@Nullable Object response) {
    String reason = reason(response);
    if (reason == null) {
      return "stop";
    }
    return "tool_execution".equals(reason) ? "tool_call" : reason;
  }

  private static @Nullable String reason(@Nullable Object response) {
    String name = Getters.text(response, "finishReason");
    return name == null ? null : name.toLowerCase(Locale.ROOT);
  }
}
