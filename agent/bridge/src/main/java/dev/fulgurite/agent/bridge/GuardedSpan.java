package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.AgentSide;
import dev.fulgurite.agent.boundary.Attribute;
import dev.fulgurite.agent.boundary.Withheld;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A span of an SDK that is not the agent's, which gets everything but content. In a context stands
 * the SDK's own span: who asks for the current one gets what the SDK made.
 */
final class GuardedSpan implements Span {
  private final AgentSide agent;
  private final Span span;
  private final @Nullable SpanMirror mirror;
  private final Withheld withheld;
  private final AtomicBoolean open = new AtomicBoolean(true);

  /**
   * @param mirror for an SDK that cannot be tapped: what is sent to the tap when the span ends
   */
  GuardedSpan(AgentSide agent, Span span, @Nullable SpanMirror mirror) {
    this.agent = agent;
    this.span = span;
    this.mirror = mirror;
    this.withheld = new Withheld(span.getSpanContext().getSpanId());
  }

  void withhold(Attribute attribute) {
    withheld.add(attribute);
  }

  @Override
  public Context storeInContext(Context context) {
    return span.storeInContext(context);
  }

  @Override
  public <T> Span setAttribute(AttributeKey<T> key, T value) {
    if (key != null && value != null && agent.content().test(key.getKey())) {
      withhold(AttributeList.one(key, value));
    } else {
      span.setAttribute(key, value);
      if (mirror != null) {
        mirror.attribute(key, value);
      }
    }
    return this;
  }

  @Override
  public Span addEvent(String name, Attributes attributes) {
    span.addEvent(name, attributes);
    if (mirror != null) {
      mirror.event(name, attributes, 0);
    }
    return this;
  }

  @Override
  public Span addEvent(String name, Attributes attributes, long timestamp, TimeUnit unit) {
    span.addEvent(name, attributes, timestamp, unit);
    if (mirror != null) {
      mirror.event(name, attributes, unit.toNanos(timestamp));
    }
    return this;
  }

  @Override
  public Span setStatus(StatusCode statusCode, String description) {
    span.setStatus(statusCode, description);
    if (mirror != null) {
      mirror.status(statusCode, description);
    }
    return this;
  }

  @Override
  public Span recordException(Throwable exception, Attributes additionalAttributes) {
    span.recordException(exception, additionalAttributes);
    if (mirror != null) {
      mirror.exception(exception, additionalAttributes);
    }
    return this;
  }

  @Override
  public Span updateName(String name) {
    span.updateName(name);
    if (mirror != null) {
      mirror.name(name);
    }
    return this;
  }

  @Override
  public void end() {
    end(span::end, 0);
  }

  @Override
  public void end(long timestamp, TimeUnit unit) {
    end(() -> span.end(timestamp, unit), unit.toNanos(timestamp));
  }

  private void end(Runnable end, long epochNanos) {
    if (!open.compareAndSet(true, false)) {
      return;
    }
    boolean tapped = withheld.during(end);
    if (!tapped && mirror != null && agent.tap().isOn()) {
      agent.tap().ended(mirror.ended(epochNanos).with(withheld.content()));
    }
  }

  @Override
  public SpanContext getSpanContext() {
    return span.getSpanContext();
  }

  @Override
  public boolean isRecording() {
    return span.isRecording();
  }

  @Override
  public String toString() {
    return span.toString();
  }
}
