package dev.fulgurite.api;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real SDK that keeps spans in memory and stamps the open session on each, for tests. */
public final class SpanRecorder implements AfterEachCallback {
  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(new SessionStamper())
                  .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                  .build())
          .build();

  public OpenTelemetrySdk openTelemetry() {
    return sdk;
  }

  public Emitter emitter() {
    return Emitter.create(sdk);
  }

  /** What has ended so far, in that order. */
  public List<SpanData> spans() {
    return exporter.getFinishedSpanItems();
  }

  public List<SpanView> views() {
    return spans().stream().map(SpanRecorder::view).toList();
  }

  public SpanData only() {
    if (spans().size() != 1) {
      throw new AssertionError("not one span but " + spans());
    }
    return spans().get(0);
  }

  public SpanView onlyView() {
    return view(only());
  }

  /** All attributes of the only span, by the names of their keys. */
  public Map<String, Object> attributes() {
    return IndexedAttributes.flat(onlyView());
  }

  public static SpanView view(SpanData span) {
    boolean root = !span.getParentSpanContext().isValid();
    return new View(
        span.getTraceId(),
        span.getSpanId(),
        root ? null : span.getParentSpanId(),
        span.getName(),
        span.getAttributes(),
        span.getStartEpochNanos(),
        span.getEndEpochNanos());
  }

  /** A span as another tool may have written it. */
  public static SpanView foreign(String name, Attributes attributes) {
    return new View(
        "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", null, name, attributes, 0, 0);
  }

  private record View(
      String traceId,
      String spanId,
      String parentSpanId,
      String name,
      Attributes attributes,
      long startEpochNanos,
      long endEpochNanos)
      implements SpanView {}

  @Override
  public void afterEach(ExtensionContext context) {
    sdk.close();
  }

  /** What the exporter's stamper does, without the exporter. */
  private static final class SessionStamper implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
      ScopeAttributes.next(parent).forEach((key, value) -> stamp(span, key, value));
    }

    @SuppressWarnings("unchecked")
    private static void stamp(ReadWriteSpan span, String key, Object value) {
      if (value instanceof Long number) {
        span.setAttribute(key, number);
      } else if (value instanceof List<?> list) {
        span.setAttribute(AttributeKey.stringArrayKey(key), (List<String>) list);
      } else {
        span.setAttribute(key, (String) value);
      }
    }

    @Override
    public boolean isStartRequired() {
      return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
      return false;
    }
  }
}
