package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.Attribute;
import dev.fulgurite.agent.boundary.EndedSpan;
import dev.fulgurite.agent.boundary.SpanLink;
import dev.fulgurite.agent.boundary.SpanRef;
import dev.fulgurite.agent.boundary.SpanRequest.ScopeName;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is told to a span in an SDK that cannot be tapped, told a second time. Thread-safe; ignores
 * nulls.
 */
final class SpanMirror {
  private final ScopeName scope;
  private final Map<String, Attribute> attributes = new LinkedHashMap<>();
  private final List<EndedSpan.Event> events = new ArrayList<>();
  private final List<SpanLink> links = new ArrayList<>();
  private String name;
  private String kind = SpanKind.INTERNAL.name();
  private EndedSpan.Status status = new EndedSpan.Status(StatusCode.UNSET.name(), "");
  private long start;
  private @Nullable SpanRef context;
  private @Nullable SpanRef parent;

  SpanMirror(ScopeName scope, String name) {
    this.scope = scope;
    this.name = name;
  }

  synchronized void started(SpanContext span, @Nullable SpanRef under) {
    context = SpanRefs.of(span);
    parent = under;
    start = start == 0 ? now() : start;
  }

  synchronized void began(long epochNanos) {
    start = epochNanos;
  }

  synchronized void kind(@Nullable SpanKind spanKind) {
    kind = spanKind == null ? kind : spanKind.name();
  }

  synchronized void name(@Nullable String newName) {
    name = newName == null ? name : newName;
  }

  synchronized void attribute(@Nullable AttributeKey<?> key, @Nullable Object value) {
    if (key != null && value != null) {
      attributes.put(key.getKey(), AttributeList.one(key, value));
    }
  }

  synchronized void link(@Nullable SpanContext span, @Nullable Attributes with) {
    if (span != null && span.isValid()) {
      links.add(SpanRefs.link(span, with));
    }
  }

  /** Zero nanoseconds mean now. */
  synchronized void event(@Nullable String event, @Nullable Attributes with, long epochNanos) {
    if (event != null) {
      long at = epochNanos == 0 ? now() : epochNanos;
      events.add(new EndedSpan.Event(event, at, AttributeList.of(with)));
    }
  }

  synchronized void status(@Nullable StatusCode code, @Nullable String description) {
    if (code != null) {
      status = new EndedSpan.Status(code.name(), description == null ? "" : description);
    }
  }

  void exception(Throwable exception, @Nullable Attributes with) {
    StringWriter trace = new StringWriter();
    exception.printStackTrace(new PrintWriter(trace));
    var described =
        Attributes.builder()
            .put("exception.type", exception.getClass().getName())
            .put("exception.stacktrace", trace.toString());
    if (exception.getMessage() != null) {
      described.put("exception.message", exception.getMessage());
    }
    if (with != null) {
      described.putAll(with);
    }
    event("exception", described.build(), 0);
  }

  /** Zero nanoseconds mean now. */
  synchronized EndedSpan ended(long epochNanos) {
    SpanRef self = context;
    if (self == null) {
      throw new IllegalStateException("not started: " + name);
    }
    return new EndedSpan(
        self,
        parent,
        scope,
        name,
        kind,
        new EndedSpan.Times(start, epochNanos == 0 ? now() : epochNanos),
        status,
        List.copyOf(attributes.values()),
        List.copyOf(events),
        List.copyOf(links),
        List.of());
  }

  private static long now() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }
}
