package dev.fulgurite.agent.langchain4j;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Comparator;
import java.util.List;

/** Spans as an indented text, siblings in the order of their start. */
record SpanTree(List<SpanData> spans) {
  private static final String NONE = "0000000000000000";

  /** Named as it is, with a mark if it failed. */
  String text() {
    StringBuilder text = new StringBuilder();
    children(NONE).forEach(root -> append(text, root, ""));
    return text.toString();
  }

  List<SpanData> named(String name) {
    return spans.stream()
        .filter(span -> span.getName().equals(name))
        .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
        .toList();
  }

  SpanData only(String name) {
    List<SpanData> found = named(name);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " spans named " + name + " in\n" + text());
    }
    return found.get(0);
  }

  static String string(SpanData span, String key) {
    return span.getAttributes().get(AttributeKey.stringKey(key));
  }

  static Long number(SpanData span, String key) {
    return span.getAttributes().get(AttributeKey.longKey(key));
  }

  private List<SpanData> children(String id) {
    return spans.stream()
        .filter(span -> span.getParentSpanId().equals(id))
        .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos))
        .toList();
  }

  private void append(StringBuilder text, SpanData span, String indent) {
    boolean failed = span.getStatus().getStatusCode().name().equals("ERROR");
    text.append(indent).append(span.getName()).append(failed ? " !\n" : "\n");
    children(span.getSpanId()).forEach(child -> append(text, child, indent + "  "));
  }
}
