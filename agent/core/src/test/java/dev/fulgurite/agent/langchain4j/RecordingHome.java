package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.SpanStart;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A home on a real SDK, whose spans can be read back. */
final class RecordingHome implements Home {
  static final String SESSION = "test.session";

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build();

  List<SpanData> spans() {
    return exporter.getFinishedSpanItems();
  }

  @Override
  public HookSpan start(SpanStart start) {
    return startUnder(null, start);
  }

  @Override
  public Object currentContext() {
    return Context.current();
  }

  @Override
  public HookSpan startUnder(Object context, SpanStart start) {
    Context parent = context == null ? Context.current() : (Context) context;
    SpanBuilder builder =
        provider.get("test").spanBuilder(start.name()).setSpanKind(start.kind()).setParent(parent);
    if (start.startEpochNanos() > 0) {
      builder.setStartTimestamp(start.startEpochNanos(), TimeUnit.NANOSECONDS);
    }
    if (start.sessionId() != null) {
      builder.setAttribute(SESSION, start.sessionId());
    }
    RecordedSpan span = new RecordedSpan(builder.startSpan(), parent);
    span.set(start.attributes());
    return span;
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker")
  public Attachment attach(Object context) {
    return ((Context) context).makeCurrent()::close;
  }

  private static final class RecordedSpan implements HookSpan {
    private final Span span;
    private final Context context;
    private final Scope scope;
    private final Thread owner = Thread.currentThread();

    @SuppressWarnings("MustBeClosedChecker")
    RecordedSpan(Span span, Context parent) {
      this.span = span;
      this.context = parent.with(span);
      this.scope = context.makeCurrent();
    }

    @Override
    @SuppressWarnings("unchecked")
    public void set(Map<String, Object> attributes) {
      attributes.forEach((key, value) -> put(key, value));
    }

    @SuppressWarnings("unchecked")
    private void put(String key, Object value) {
      if (value instanceof Long number) {
        span.setAttribute(key, number);
      } else if (value instanceof Double number) {
        span.setAttribute(key, number);
      } else if (value instanceof Boolean flag) {
        span.setAttribute(key, flag);
      } else if (value instanceof List<?> list) {
        span.setAttribute(AttributeKey.stringArrayKey(key), (List<String>) list);
      } else {
        span.setAttribute(key, (String) value);
      }
    }

    @Override
    public void fail(Throwable thrown) {
      span.recordException(thrown);
      fail(thrown.getClass().getName(), thrown.getMessage());
    }

    @Override
    public void fail(String type, String message) {
      span.setAttribute("error.type", type);
      span.setStatus(StatusCode.ERROR, message == null ? "" : message);
    }

    @Override
    public boolean recording() {
      return span.isRecording();
    }

    @Override
    public void detach() {
      scope.close();
    }

    @Override
    public void end() {
      if (Thread.currentThread() == owner) {
        detach();
      }
      span.end();
    }

    @Override
    public Object context() {
      return context;
    }
  }
}
