package dev.fulgurite.exporter.outbox;

import dev.fulgurite.exporter.ExportFailure;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A destination that answers as it is told, and remembers what it took. */
final class Collector implements SpanExporter {
  static final CompletableResultCode TAKES = CompletableResultCode.ofSuccess();

  final List<SpanData> taken = new CopyOnWriteArrayList<>();
  final AtomicInteger calls = new AtomicInteger();
  volatile Function<List<SpanData>, CompletableResultCode> behaviour;

  Collector(Function<List<SpanData>, CompletableResultCode> behaviour) {
    this.behaviour = behaviour;
  }

  static Collector up() {
    return new Collector(batch -> TAKES);
  }

  static Collector down() {
    return new Collector(batch -> failed(ExportFailure.retryable("unavailable", "HTTP 503")));
  }

  static CompletableResultCode failed(ExportFailure failure) {
    return CompletableResultCode.ofExceptionalFailure(failure);
  }

  /** Ids in the order they were taken, by trace. */
  Map<String, List<String>> byTrace() {
    Map<String, List<String>> ids = new LinkedHashMap<>();
    for (SpanData span : taken) {
      ids.computeIfAbsent(span.getTraceId(), any -> new ArrayList<>()).add(span.getSpanId());
    }
    return ids;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    calls.incrementAndGet();
    List<SpanData> batch = List.copyOf(spans);
    CompletableResultCode answer = behaviour.apply(batch);
    answer.whenComplete(
        () -> {
          if (answer.isSuccess()) {
            taken.addAll(batch);
          }
        });
    return answer;
  }

  @Override
  public CompletableResultCode flush() {
    return TAKES;
  }

  @Override
  public CompletableResultCode shutdown() {
    return TAKES;
  }
}
