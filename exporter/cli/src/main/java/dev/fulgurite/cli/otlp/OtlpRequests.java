package dev.fulgurite.cli.otlp;

import com.google.protobuf.ByteString;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.SpanFlags;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests of stored spans. Only neighbours share a resource or scope, so that the spans keep
 * their order.
 */
public final class OtlpRequests {
  private static final int SAMPLED = 1;

  /** One request with all of {@code spans}, in their order. */
  public static ExportTraceServiceRequest of(List<StoredSpan> spans) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    for (List<StoredSpan> run : runs(spans, OtlpRequests::sameResource)) {
      request.addResourceSpans(resourceSpans(run));
    }
    return request.build();
  }

  private static ResourceSpans resourceSpans(List<StoredSpan> spans) {
    StoredSpan first = spans.get(0);
    ResourceSpans.Builder resource =
        ResourceSpans.newBuilder()
            .setResource(Resource.newBuilder().addAllAttributes(OtlpValues.of(first.resource())))
            .setSchemaUrl(orEmpty(first.resourceSchemaUrl()));
    for (List<StoredSpan> run : runs(spans, OtlpRequests::sameScope)) {
      resource.addScopeSpans(scopeSpans(run));
    }
    return resource.build();
  }

  private static ScopeSpans scopeSpans(List<StoredSpan> spans) {
    StoredSpan first = spans.get(0);
    ScopeSpans.Builder scope =
        ScopeSpans.newBuilder()
            .setScope(
                InstrumentationScope.newBuilder()
                    .setName(first.scopeName())
                    .setVersion(orEmpty(first.scopeVersion())));
    spans.forEach(span -> scope.addSpans(span(span)));
    return scope.build();
  }

  private static Span span(StoredSpan span) {
    Span.Builder otlp =
        Span.newBuilder()
            .setTraceId(id(span.traceId()))
            .setSpanId(id(span.spanId()))
            .setTraceState(span.traceState())
            .setParentSpanId(id(orEmpty(span.parentSpanId())))
            .setFlags(flags(span))
            .setName(span.name())
            .setKind(Span.SpanKind.valueOf(OtlpSpans.KIND + span.kind().name()))
            .setStartTimeUnixNano(span.startEpochNanos())
            .setEndTimeUnixNano(span.endEpochNanos())
            .addAllAttributes(OtlpValues.of(span.attributes()))
            .setStatus(status(span));
    span.events().forEach(event -> otlp.addEvents(event(event)));
    span.links().forEach(link -> otlp.addLinks(link(link)));
    return otlp.build();
  }

  private static int flags(StoredSpan span) {
    int remote = span.parentRemote() ? SpanFlags.SPAN_FLAGS_CONTEXT_IS_REMOTE_MASK_VALUE : 0;
    return SAMPLED | SpanFlags.SPAN_FLAGS_CONTEXT_HAS_IS_REMOTE_MASK_VALUE | remote;
  }

  private static Status status(StoredSpan span) {
    return Status.newBuilder()
        .setCode(Status.StatusCode.valueOf(OtlpSpans.STATUS + span.status().name()))
        .setMessage(span.statusDescription())
        .build();
  }

  private static Span.Event event(StoredSpan.Event event) {
    return Span.Event.newBuilder()
        .setName(event.name())
        .setTimeUnixNano(event.epochNanos())
        .addAllAttributes(OtlpValues.of(event.attributes()))
        .build();
  }

  private static Span.Link link(StoredSpan.Link link) {
    return Span.Link.newBuilder()
        .setTraceId(id(link.traceId()))
        .setSpanId(id(link.spanId()))
        .setTraceState(link.traceState())
        .addAllAttributes(OtlpValues.of(link.attributes()))
        .build();
  }

  private static List<List<StoredSpan>> runs(
      List<StoredSpan> spans, BiPredicate<StoredSpan, StoredSpan> together) {
    List<List<StoredSpan>> runs = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= spans.size(); i++) {
      if (i == spans.size() || !together.test(spans.get(start), spans.get(i))) {
        runs.add(spans.subList(start, i));
        start = i;
      }
    }
    return runs;
  }

  private static boolean sameResource(StoredSpan a, StoredSpan b) {
    return a.resource().equals(b.resource())
        && Objects.equals(a.resourceSchemaUrl(), b.resourceSchemaUrl());
  }

  private static boolean sameScope(StoredSpan a, StoredSpan b) {
    return a.scopeName().equals(b.scopeName())
        && Objects.equals(a.scopeVersion(), b.scopeVersion());
  }

  private static ByteString id(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private OtlpRequests() {}
}
