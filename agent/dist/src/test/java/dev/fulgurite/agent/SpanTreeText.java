package dev.fulgurite.agent;

import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Spans as indented text, one line each: name, kind, status where it is set, and the attributes
 * that are asked for. Two blanks per level; siblings and roots in the order they started.
 *
 * <pre>
 * invoke_agent Assistant INTERNAL
 *   chat gpt CLIENT gen_ai.response.id=r1
 *   execute_tool divide INTERNAL ERROR
 * </pre>
 */
final class SpanTreeText {
  private final List<StoredSpan> spans;
  private final List<String> keys;
  private final boolean unordered;

  private SpanTreeText(List<StoredSpan> spans, List<String> keys, boolean unordered) {
    this.spans = spans;
    this.keys = keys;
    this.unordered = unordered;
  }

  static SpanTreeText of(List<StoredSpan> spans) {
    return new SpanTreeText(spans, List.of(), false);
  }

  /** With these attributes, each where a span has it, in this order. */
  SpanTreeText showing(String... keys) {
    return new SpanTreeText(spans, List.of(keys), unordered);
  }

  /** Siblings in the order of their text, for those that run at the same time. */
  SpanTreeText unordered() {
    return new SpanTreeText(spans, keys, true);
  }

  /** Ends with a line break, as a text block does. */
  @Override
  public String toString() {
    return among(spans.stream().filter(this::isRoot), "");
  }

  private boolean isRoot(StoredSpan span) {
    return spans.stream().noneMatch(other -> isParent(other, span));
  }

  private static boolean isParent(StoredSpan parent, StoredSpan child) {
    return parent.spanId().equals(child.parentSpanId()) && parent.traceId().equals(child.traceId());
  }

  private String among(Stream<StoredSpan> siblings, String indent) {
    Stream<String> texts =
        siblings
            .sorted(Comparator.comparingLong(StoredSpan::startEpochNanos))
            .map(span -> withChildren(span, indent));
    return (unordered ? texts.sorted() : texts).collect(Collectors.joining());
  }

  private String withChildren(StoredSpan span, String indent) {
    Stream<StoredSpan> children = spans.stream().filter(child -> isParent(span, child));
    return indent + line(span) + "\n" + among(children, indent + "  ");
  }

  private String line(StoredSpan span) {
    StringBuilder line = new StringBuilder(span.name()).append(' ').append(span.kind());
    if (span.status() != StatusCode.UNSET) {
      line.append(' ').append(span.status());
    }
    if (isRoot(span) && span.parentSpanId() != null) {
      line.append(" (its parent is not here)");
    }
    keys.forEach(
        key ->
            span.attributes()
                .forEach(
                    (known, value) -> {
                      if (known.getKey().equals(key)) {
                        line.append(' ').append(key).append('=').append(value);
                      }
                    }));
    return line.toString();
  }
}
