package dev.fulgurite.agent.wire;

import dev.fulgurite.agent.hook.HookSpan;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call.
 *
 * @param failure the provider's word for it, if it answered that it failed
 * @param failureMessage the provider's explanation
 */
public record Answer(
    Map<String, Object> attributes, @Nullable String failure, @Nullable String failureMessage) {
  public Answer(Map<String, Object> attributes) {
    this(attributes, null, null);
  }

  void reportTo(HookSpan span) {
    span.set(attributes);
    if (failure != null) {
      span.fail(failure, failureMessage);
    }
  }
}
