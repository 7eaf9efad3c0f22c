package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.AgentSide;
import dev.fulgurite.agent.boundary.Attribute;
import dev.fulgurite.agent.boundary.SpanRequest.ScopeName;
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

/**
 * Builds a span in an SDK that is not the agent's, without the content that must not be seen there.
 * Not thread-safe, as any span builder.
 */
final class GuardedSpanBuilder implements SpanBuilder {
  private final AgentSide agent;
  private final SpanBuilder builder;
  private final SpanMirror mirror;
  private final List<Attribute> content = new ArrayList<>();
  private @Nullable Context parent;
  private boolean root;

  GuardedSpanBuilder(AgentSide agent, SpanBuilder builder, ScopeName scope, String name) {
    this.agent = agent;
    this.builder = builder;
    this.mirror = new SpanMirror(scope, name);
  }

  @Override
  public SpanBuilder setParent(Context context) {
    parent = context;
    root = false;
    builder.setParent(context);
    return this;
  }

  @Override
  public SpanBuilder setNoParent() {
    root = true;
    builder.setNoParent();
    return this;
  }

  @Override
  public SpanBuilder addLink(SpanContext spanContext) {
    mirror.link(spanContext, Attributes.empty());
    builder.addLink(spanContext);
    return this;
  }

  @Override
  public SpanBuilder addLink(SpanContext spanContext, Attributes attributes) {
    mirror.link(spanContext, attributes);
    builder.addLink(spanContext, attributes);
    return this;
  }

  @Override
  public SpanBuilder setAttribute(String key, String value) {
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
  public <T> SpanBuilder setAttribute(AttributeKey<T> key, T value) {
    if (key != null && value != null && agent.content().test(key.getKey())) {
      content.add(AttributeList.one(key, value));
    } else {
      mirror.attribute(key, value);
      builder.setAttribute(key, value);
    }
    return this;
  }

  @Override
  public SpanBuilder setSpanKind(SpanKind spanKind) {
    mirror.kind(spanKind);
    builder.setSpanKind(spanKind);
    return this;
  }

  @Override
  public SpanBuilder setStartTimestamp(long startTimestamp, TimeUnit unit) {
    mirror.began(unit.toNanos(startTimestamp));
    builder.setStartTimestamp(startTimestamp, unit);
    return this;
  }

  @Override
  public Span startSpan() {
    Context context = parent == null ? Context.current() : parent;
    Span span = builder.startSpan();
    if (!span.isRecording()) {
      return span;
    }
    mirror.started(span.getSpanContext(), root ? null : SpanRefs.parent(context));
    GuardedSpan guarded = new GuardedSpan(agent, span, agent.outOfReach() ? mirror : null);
    content.forEach(guarded::withhold);
    return guarded;
  }
}
