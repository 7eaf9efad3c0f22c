package dev.fulgurite.exporter.lightning;

import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which spans of the attempts that are open have ended and not arrived. Thread-safe. */
final class OpenAttempts {
  private final Map<AttemptId, Set<String>> missing = new ConcurrentHashMap<>();

  void open(AttemptId attempt) {
    missing.putIfAbsent(attempt, ConcurrentHashMap.newKeySet());
  }

  /** Before it is handed on: it may arrive at once. */
  void ended(ReadableSpan span, AttemptId attempt) {
    Set<String> spans = missing.get(attempt);
    if (spans != null) {
      spans.add(span.getSpanContext().getSpanId());
    }
  }

  void arrived(Collection<SpanData> batch) {
    for (SpanData span : batch) {
      AttemptId attempt = AttemptId.of(span);
      Set<String> spans = attempt == null ? null : missing.get(attempt);
      if (spans != null) {
        spans.remove(span.getSpanId());
      }
    }
  }

  /** How many never arrived. */
  int close(AttemptId attempt) {
    Set<String> spans = missing.remove(attempt);
    return spans == null ? 0 : spans.size();
  }
}
