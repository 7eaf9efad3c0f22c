package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.SpanLink;
import dev.fulgurite.agent.boundary.SpanRequest;
import dev.fulgurite.agent.boundary.SpanRequest.ScopeName;
import dev.fulgurite.agent.boundary.SpanSink;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Gathers a span and hands it over. Not thread-safe, as any span builder. */
final class BridgeSpanBuilder implements SpanBuilder {
  private final SpanSink sink;
  private final ScopeName scope;
  private final String name;
  private final AttributeList attributes = new AttributeList();
  private final List<SpanLink> links = new ArrayList<>();
  private @Nullable Context parent;
  private boolean root;
  private SpanKind kind = SpanKind.INTERNAL;
  private long startEpochNanos;
  private @Nullable String frameworkSessionId;

  BridgeSpanBuilder(SpanSink sink, ScopeName scope, @Nullable String name) {
    this.sink = sink;
    this.scope = scope;
    this.name = name == null ? "" : name;
  }

  @Override
  public SpanBuilder setParent(@Nullable Context context) {
    if (context != null) {
      parent = context;
      root = false;
    }
    return this;
  }

  @Override
  public SpanBuilder setNoParent() {
    root = true;
    return this;
  }

  @Override
  public SpanBuilder addLink(SpanContext spanContext) {
    return addLink(spanContext, Attributes.empty());
  }

  @Override
  public SpanBuilder addLink(@Nullable SpanContext spanContext, @Nullable Attributes attributes) {
    if (spanContext != null && spanContext.isValid()) {
      links.add(SpanRefs.link(spanContext, attributes));
    }
    return this;
  }

  @Override
  public SpanBuilder setAttribute(String key, @Nullable String value) {
    return setAttribute(AttributeKey.stringKey(key), value);
  }

  @Override
  public SpanBuilder setAttribute(String key, long value) {
    return setAttribute(AttributeKey.longKey(key), value);
  }

  @Override
  public SpanBuilder setAttribute(String key, double value) {
    return setAttribute(AttributeKey.doubleKey(key), value);
  }

  @Override
  public SpanBuilder setAttribute(String key, boolean value) {
    return setAttribute(AttributeKey.booleanKey(key), value);
  }

  @Override
  public <T> SpanBuilder setAttribute(@Nullable AttributeKey<T> key, @Nullable T value) {
    if (key != null) {
      attributes.add(key, value);
    }
    return this;
  }

  @Override
  public SpanBuilder setSpanKind(@Nullable SpanKind spanKind) {
    if (spanKind != null) {
      kind = spanKind;
    }
    return this;
  }

  @Override
  public SpanBuilder setStartTimestamp(long startTimestamp, @Nullable TimeUnit unit) {
    if (unit != null && startTimestamp > 0) {
      startEpochNanos = unit.toNanos(startTimestamp);
    }
    return this;
  }

  BridgeSpanBuilder setFrameworkSession(@Nullable String id) {
    frameworkSessionId = id;
    return this;
  }

  @Override
  public Span startSpan() {
    Context context = parent == null ? Context.current() : parent;
    return new BridgeSpan(
        sink.start(
            new SpanRequest(
                scope,
                name,
                kind.name(),
                root ? null : SpanRefs.parent(context),
                startEpochNanos,
                attributes.toList(),
                List.copyOf(links),
                OpenSession.next(context),
                frameworkSessionId)));
  }
}
