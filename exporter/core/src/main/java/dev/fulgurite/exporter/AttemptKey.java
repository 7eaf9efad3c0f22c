package dev.fulgurite.exporter;

import dev.fulgurite.api.semconv.AgentLightning;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which attempt of which rollout a span belongs to; nulls for spans of none. */
record AttemptKey(@Nullable String rollout, @Nullable String attempt) {
  /** The spans of each attempt, in their order. */
  static List<List<QueuedSpan>> group(List<QueuedSpan> spans) {
    Map<AttemptKey, List<QueuedSpan>> groups = new LinkedHashMap<>();
    for (QueuedSpan span : spans) {
      groups.computeIfAbsent(of(span), any -> new ArrayList<>()).add(span);
    }
    return List.copyOf(groups.values());
  }

  private static AttemptKey of(QueuedSpan span) {
    Attributes attributes = span.data().getAttributes();
    return new AttemptKey(
        attributes.get(AttributeKey.stringKey(AgentLightning.ROLLOUT_ID)),
        attributes.get(AttributeKey.stringKey(AgentLightning.ATTEMPT_ID)));
  }
}
