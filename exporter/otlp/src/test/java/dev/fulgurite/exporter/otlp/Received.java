package dev.fulgurite.exporter.otlp;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** Spans to send, and the ids of those that came. */
final class Received {
  private Received() {}

  static List<SpanData> spans(int from, int count) {
    List<SpanData> spans = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      spans.add(span(i));
    }
    return spans;
  }

  static List<String> ids(Collection<SpanData> spans) {
    return spans.stream().map(SpanData::getSpanId).toList();
  }

  static List<String> ids(ExportTraceServiceRequest request) {
    return request.getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .map(span -> HexFormat.of().formatHex(span.getSpanId().toByteArray()))
        .toList();
  }

  private static SpanData span(int number) {
    return TestSpanData.builder()
        .setName("chat")
        .setKind(SpanKind.CLIENT)
        .setSpanContext(
            SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "%016x".formatted(number + 1),
                TraceFlags.getSampled(),
                TraceState.getDefault()))
        .setAttributes(
            Attributes.of(AttributeKey.stringKey("gen_ai.output.messages"), "words ".repeat(99)))
        .setStartEpochNanos(1_000_000_000L + number)
        .setEndEpochNanos(2_000_000_000L + number)
        .setStatus(StatusData.ok())
        .setHasEnded(true)
        .build();
  }
}
