package dev.fulgurite.exporter.tree;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;

/** Spans that nobody recorded. */
final class VirtualSpans {
  /** A node over {@code children}, which are not empty, from the first start to the last end. */
  static TraceNode over(String spanId, List<TraceNode> children) {
    StoredSpan first = children.get(0).span();
    long start = first.startEpochNanos();
    long end = first.endEpochNanos();
    for (TraceNode child : children) {
      start = Math.min(start, child.span().startEpochNanos());
      end = Math.max(end, child.span().endEpochNanos());
    }
    TraceNode node = new TraceNode(span(first.traceId(), spanId, start, end), true);
    node.replaceChildren(children);
    return node;
  }

  private static StoredSpan span(String traceId, String spanId, long start, long end) {
    return new StoredSpan(
        traceId,
        spanId,
        null,
        false,
        "",
        AgentLightning.VIRTUAL_SPAN,
        SpanKind.INTERNAL,
        start,
        end,
        StatusCode.UNSET,
        "",
        Attributes.empty(),
        List.of(),
        List.of(),
        Attributes.empty(),
        null,
        "",
        null);
  }

  private VirtualSpans() {}
}
