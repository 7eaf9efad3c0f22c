package dev.fulgurite.exporter.bus;

import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.bus.Announcement.Source;
import dev.fulgurite.exporter.redact.Redactor;
import dev.fulgurite.exporter.store.SpanDataAdapter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.jspecify.annotations.Nullable;

/** Hears events in the spans that a program records, and hands them to the bus. */
final class Hearing implements SpanProcessor {
  private static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey(GenAi.OPERATION_NAME);

  private final EventBus bus;

  Hearing(EventBus bus) {
    this.bus = bus;
  }

  /** A span as an event's source; what it says is redacted before a handler sees it. */
  record Heard(ReadableSpan span, BusEventType type, Redactor redactor) implements Source {
    @Override
    public @Nullable String session() {
      return span.getAttribute(Sessions.ID);
    }

    @Override
    public BusEvent tell() {
      return SpanEvents.of(SpanDataAdapter.toStored(redactor.redact(span.toSpanData())), type);
    }
  }

  /** Never throws, never blocks; a look at one field where nobody has subscribed. */
  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    Interests interests = bus.interests();
    if (interests.none()) {
      return;
    }
    try {
      if (span.getSpanContext().isSampled()) {
        if (interests.sessions()) {
          bus.sessions().touch(span);
        }
        if (interests.agentStarts() && isAgent(span)) {
          bus.announce(BusEventType.AGENT_STARTED, span);
        }
      }
    } catch (Throwable t) {
      bus.broke("cannot hear a span that starts", t);
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  /** As {@link #onStart}. */
  @Override
  public void onEnd(ReadableSpan span) {
    Interests interests = bus.interests();
    if (interests.none()) {
      return;
    }
    try {
      if (span.getSpanContext().isSampled()) {
        if (interests.sessions()) {
          bus.sessions().touch(span);
        }
        end(span, interests);
      }
    } catch (Throwable t) {
      bus.broke("cannot hear a span that ends", t);
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  private void end(ReadableSpan span, Interests interests) {
    String scope = span.getInstrumentationScopeInfo().getName();
    BusEventType emitted = SpanEvents.emitted(scope, span.getName());
    if (emitted != null) {
      if (!Publication.claims(bus, span)) {
        bus.announce(emitted, span);
      }
    } else if (interests.agentEnds() && isAgent(span)) {
      bus.announce(
          hasFailed(span) ? BusEventType.ERROR_OCCURRED : BusEventType.AGENT_COMPLETED, span);
    } else if (interests.middleware() && span.getAttribute(SpanEvents.ADVISOR) != null) {
      bus.announce(SpanEvents.middleware(hasFailed(span)), span);
    }
  }

  private static boolean hasFailed(ReadableSpan span) {
    return span.toSpanData().getStatus().getStatusCode() == StatusCode.ERROR;
  }

  private static boolean isAgent(ReadableSpan span) {
    return GenAi.INVOKE_AGENT.equals(span.getAttribute(OPERATION));
  }

  @Override
  public CompletableResultCode forceFlush() {
    return bus.forceFlush();
  }

  /** The bus goes on: others may feed it too. */
  @Override
  public CompletableResultCode shutdown() {
    return bus.forceFlush();
  }

  @Override
  public String toString() {
    return "EventBus.processor";
  }
}
