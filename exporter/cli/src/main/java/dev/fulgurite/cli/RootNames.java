package dev.fulgurite.cli;

import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.TraceSummary;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the roots of traces are called. A summary of some spans of a trace knows only those; where
 * the root is not among them, its name is that of the first that is.
 */
final class RootNames {
  /** Up to so many are looked up one by one. */
  private static final int FEW = 1000;

  private final SpanReader reader;

  RootNames(SpanReader reader) {
    this.reader = reader;
  }

  /** The same summaries, each named by its trace's root. */
  List<TraceSummary> in(List<TraceSummary> some) {
    if (some.size() <= FEW) {
      return some.stream().map(trace -> named(trace, nameOf(trace))).toList();
    }
    SpanQuery everything = SpanQuery.builder().setLimit(Integer.MAX_VALUE).build();
    Map<String, String> names =
        reader.traces(everything).stream()
            .collect(Collectors.toMap(TraceSummary::traceId, TraceSummary::rootName));
    return some.stream()
        .map(trace -> named(trace, names.getOrDefault(trace.traceId(), trace.rootName())))
        .toList();
  }

  private String nameOf(TraceSummary some) {
    return reader.traces(SpanQuery.builder().setTraceId(some.traceId()).build()).stream()
        .map(TraceSummary::rootName)
        .findFirst()
        .orElse(some.rootName());
  }

  private static TraceSummary named(TraceSummary trace, String name) {
    return new TraceSummary(
        trace.traceId(),
        trace.sessionId(),
        name,
        trace.spans(),
        trace.modelCalls(),
        trace.toolCalls(),
        trace.errors(),
        trace.reward(),
        trace.inputTokens(),
        trace.outputTokens(),
        trace.startEpochNanos(),
        trace.endEpochNanos());
  }
}
