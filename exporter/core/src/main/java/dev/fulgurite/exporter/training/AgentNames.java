package dev.fulgurite.exporter.training;

import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the agent a span worked for. */
final class AgentNames {
  private final Map<SpanId, StoredSpan> spans = new HashMap<>();

  AgentNames(Episode episode) {
    for (StoredSpan span : episode.spans()) {
      spans.putIfAbsent(SpanId.of(span), span);
    }
  }

  /** That of the nearest enclosing agent span, else the span's own attribute, else null. */
  @Nullable String of(StoredSpan span) {
    Set<SpanId> seen = new HashSet<>();
    StoredSpan at = parent(span);
    while (at != null && seen.add(SpanId.of(at))) {
      if (EventKind.of(at) == EventKind.AGENT) {
        return name(at);
      }
      at = parent(at);
    }
    return span.string(GenAi.AGENT_NAME);
  }

  private @Nullable StoredSpan parent(StoredSpan span) {
    SpanId parent = SpanId.ofParent(span);
    return parent == null ? null : spans.get(parent);
  }

  private static String name(StoredSpan agent) {
    String name = agent.string(GenAi.AGENT_NAME);
    String operation = GenAi.INVOKE_AGENT + " ";
    boolean inSpanName = name == null && agent.name().startsWith(operation);
    return inSpanName
        ? agent.name().substring(operation.length())
        : name == null ? agent.name() : name;
  }
}
