package dev.fulgurite.cli.otlp;

import com.google.protobuf.ByteString;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.SpanFlags;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes the spans out of requests. */
public final class OtlpSpans {
  static final String KIND = "SPAN_KIND_";
  static final String STATUS = "STATUS_CODE_";

  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  /**
   * Hands over every span of {@code request}, in its order.
   *
   * @throws OtlpException naming the span and the id, when one is malformed
   */
  public static void forEach(ExportTraceServiceRequest request, Consumer<StoredSpan> consumer) {
    for (ResourceSpans resource : request.getResourceSpansList()) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          consumer.accept(span(resource, scope.getScope(), span));
        }
      }
    }
  }

  private static StoredSpan span(ResourceSpans resource, InstrumentationScope scope, Span span) {
    ByteString parent = span.getParentSpanId();
    String where = "span \"" + span.getName() + "\": ";
    return new StoredSpan(
        id(where + "traceId", span.getTraceId(), TRACE_BYTES),
        id(where + "spanId", span.getSpanId(), SPAN_BYTES),
        isNone(parent) ? null : id(where + "parentSpanId", parent, SPAN_BYTES),
        !isNone(parent)
            && (span.getFlags() & SpanFlags.SPAN_FLAGS_CONTEXT_IS_REMOTE_MASK_VALUE) != 0,
        span.getTraceState(),
        span.getName(),
        kind(span.getKind()),
        span.getStartTimeUnixNano(),
        end(span),
        status(span.getStatus().getCode()),
        span.getStatus().getMessage(),
        OtlpValues.attributes(span.getAttributesList()),
        span.getEventsList().stream().map(OtlpSpans::event).toList(),
        span.getLinksList().stream().map(OtlpSpans::link).toList(),
        OtlpValues.attributes(resource.getResource().getAttributesList()),
        orNull(resource.getSchemaUrl()),
        scope.getName(),
        orNull(scope.getVersion()));
  }

  // The protocol takes what is unspecified for internal.
  private static SpanKind kind(Span.SpanKind kind) {
    return switch (kind) {
      case SPAN_KIND_UNSPECIFIED, UNRECOGNIZED -> SpanKind.INTERNAL;
      default -> SpanKind.valueOf(kind.name().substring(KIND.length()));
    };
  }

  private static StatusCode status(Status.StatusCode code) {
    return code == Status.StatusCode.UNRECOGNIZED
        ? StatusCode.UNSET
        : StatusCode.valueOf(code.name().substring(STATUS.length()));
  }

  // A time of zero says that nobody knows it.
  private static long end(Span span) {
    long start = span.getStartTimeUnixNano();
    return span.getEndTimeUnixNano() == 0 && start > 0 ? start : span.getEndTimeUnixNano();
  }

  private static StoredSpan.Event event(Span.Event event) {
    return new StoredSpan.Event(
        event.getName(), event.getTimeUnixNano(), OtlpValues.attributes(event.getAttributesList()));
  }

  private static StoredSpan.Link link(Span.Link link) {
    return new StoredSpan.Link(
        id("link: traceId", link.getTraceId(), TRACE_BYTES),
        id("link: spanId", link.getSpanId(), SPAN_BYTES),
        link.getTraceState(),
        OtlpValues.attributes(link.getAttributesList()));
  }

  private static String id(String what, ByteString bytes, int length) {
    String hex = HexFormat.of().formatHex(bytes.toByteArray());
    if (bytes.size() != length) {
      throw new OtlpException(
          what, "expected " + 2 * length + " hexadecimal digits, was \"" + hex + "\"");
    }
    return hex;
  }

  private static boolean isNone(ByteString parent) {
    return parent.isEmpty() || parent.equals(ByteString.copyFrom(new byte[SPAN_BYTES]));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private OtlpSpans() {}
}
