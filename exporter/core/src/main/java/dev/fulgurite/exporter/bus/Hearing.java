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
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/** Hears events in the spans that a program records, and hands them to the bus. */
final class Hearing implements SpanProcessor {
  private static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey(GenAi.OPERATION_NAME);

  private final EventBus bus;
  private final Redactor redactor;

  Hearing(EventBus bus, Redactor redactor) {
    this.bus = bus;
    this.redactor = redactor;
  }

  /** A span that has begun; what it says is redacted before a handler sees it. */
  record Begun(ReadableSpan span, BusEventType type, Redactor redactor) implements Source {
    @Override
    public @Nullable String session() {
      return span.getAttribute(Sessions.ID);
    }

    @Override
    public BusEvent tell() {
      return new Ended(span.toSpanData(), type, redactor).tell();
    }
  }

  /** A span that has ended. */
  record Ended(SpanData span, BusEventType type, Redactor redactor) implements Source {
    @Override
    public @Nullable String session() {
      return span.getAttributes().get(Sessions.ID);
    }

    @Override
    public BusEvent tell() {
      return SpanEvents.of(SpanDataAdapter.toStored(redactor.redact(span)), type);
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
          bus.sessions().touch(span.getAttribute(Sessions.ID), span, redactor);
        }
        if (interests.agentStarts() && isAgent(span.getAttribute(OPERATION))) {
          bus.announce(new Begun(span, BusEventType.AGENT_STARTED, redactor));
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
        SpanData data = span.toSpanData(); // its attributes are read without a lock
        if (interests.sessions()) {
          bus.sessions().touch(data.getAttributes().get(Sessions.ID), span, redactor);
        }
        end(data, interests);
      }
    } catch (Throwable t) {
      bus.broke("cannot hear a span that ends", t);
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  private void end(SpanData span, Interests interests) {
    String scope = span.getInstrumentationScopeInfo().getName();
    BusEventType emitted = SpanEvents.emitted(scope, span.getName());
    if (emitted != null) {
      Ended event = new Ended(span, emitted, redactor);
      if (!Publication.claims(bus, event)) {
        bus.announce(event);
      }
    } else if (interests.agentEnds() && isAgent(span.getAttributes().get(OPERATION))) {
      bus.announce(new Ended(span, agentEnd(hasFailed(span)), redactor));
    } else if (interests.middleware() && span.getAttributes().get(SpanEvents.ADVISOR) != null) {
      bus.announce(new Ended(span, SpanEvents.middleware(hasFailed(span)), redactor));
    }
  }

  private static BusEventType agentEnd(boolean failed) {
    return failed ? BusEventType.ERROR_OCCURRED : BusEventType.AGENT_COMPLETED;
  }

  private static boolean hasFailed(SpanData span) {
    return span.getStatus().getStatusCode() == StatusCode.ERROR;
  }

  private static boolean isAgent(@Nullable String operation) {
    return GenAi.INVOKE_AGENT.equals(operation);
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
