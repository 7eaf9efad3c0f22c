package dev.fulgurite.agent.runtime;

import dev.fulgurite.agent.boundary.SinkSpan;
import dev.fulgurite.agent.boundary.SpanLink;
import dev.fulgurite.agent.boundary.SpanRef;
import dev.fulgurite.agent.boundary.SpanRequest;
import dev.fulgurite.agent.boundary.SpanSink;
import dev.fulgurite.agent.log.Console;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts spans for the bridges in the agent's own SDK. */
public final class SdkSink implements SpanSink {
  private static final AttributeKey<String> SOURCE =
      AttributeKey.stringKey(Fulgurite.SESSION_SOURCE);

  private final Supplier<TracerProvider> provider;
  private final BooleanSupplier flush;
  private final Map<SpanRequest.ScopeName, Tracer> tracers = new ConcurrentHashMap<>();

  /**
   * @param provider asked at the first span
   * @param flush whether all that ended is delivered
   */
  SdkSink(Supplier<TracerProvider> provider, BooleanSupplier flush) {
    this.provider = provider;
    this.flush = flush;
  }

  public static SdkSink into(Pipeline pipeline) {
    return new SdkSink(pipeline::tracerProvider, pipeline::flush);
  }

  @Override
  public SinkSpan start(SpanRequest request) {
    return new SdkSpan(startSpan(request));
  }

  Span startSpan(SpanRequest request) {
    try {
      return builder(request).startSpan();
    } catch (Throwable t) {
      Console.failure("starting a span", t);
      return Span.getInvalid();
    }
  }

  @Override
  public boolean flush() {
    return flush.getAsBoolean();
  }

  private SpanBuilder builder(SpanRequest request) {
    Span parent = request.parent() == null ? Span.getInvalid() : span(request.parent());
    SpanBuilder builder =
        tracer(request.scope())
            .spanBuilder(request.name())
            .setSpanKind(SpanKind.valueOf(request.kind()))
            .setParent(Context.root().with(parent))
            .setAllAttributes(SinkAttributes.of(request.attributes()));
    frameworkSession(request, parent, builder);
    builder.setAllAttributes(SinkAttributes.of(request.session()));
    for (SpanLink link : request.links()) {
      builder.addLink(span(link.span()).getSpanContext(), SinkAttributes.of(link.attributes()));
    }
    if (request.startEpochNanos() > 0) {
      builder.setStartTimestamp(request.startEpochNanos(), TimeUnit.NANOSECONDS);
    }
    return builder;
  }

  /** The outermost framework session holds for all below it, and any open session before it. */
  private static void frameworkSession(SpanRequest request, Span parent, SpanBuilder builder) {
    String id = request.frameworkSessionId();
    if (id != null && !request.session().containsKey(Fulgurite.SESSION_ID) && !inherits(parent)) {
      builder.setAttribute(Fulgurite.SESSION_ID, id);
      builder.setAttribute(GenAi.CONVERSATION_ID, id);
      builder.setAttribute(Fulgurite.SESSION_SOURCE, Fulgurite.SOURCE_FRAMEWORK);
    }
  }

  private static boolean inherits(Span parent) {
    String source = parent instanceof ReadableSpan span ? span.getAttribute(SOURCE) : null;
    return source != null && !source.equals(Fulgurite.SOURCE_TRACE);
  }

  private Tracer tracer(SpanRequest.ScopeName scope) {
    Tracer known = tracers.get(scope);
    return known == null ? tracers.computeIfAbsent(scope, this::newTracer) : known;
  }

  private Tracer newTracer(SpanRequest.ScopeName scope) {
    TracerBuilder builder = provider.get().tracerBuilder(scope.name());
    if (scope.version() != null) {
      builder.setInstrumentationVersion(scope.version());
    }
    if (scope.schemaUrl() != null) {
      builder.setSchemaUrl(scope.schemaUrl());
    }
    return builder.build();
  }

  static Span span(@Nullable SpanRef ref) {
    if (ref == null) {
      return Span.getInvalid();
    }
    if (ref.sink() instanceof SdkSpan own) {
      return own.span();
    }
    TraceFlags flags = TraceFlags.fromByte(ref.traceFlags());
    TraceState state = traceState(ref.traceState());
    return Span.wrap(
        ref.remote()
            ? SpanContext.createFromRemoteParent(ref.traceId(), ref.spanId(), flags, state)
            : SpanContext.create(ref.traceId(), ref.spanId(), flags, state));
  }

  private static TraceState traceState(Map<String, String> entries) {
    TraceStateBuilder state = TraceState.builder();
    // The builder puts each entry in front of the one before.
    List<String> keys = new ArrayList<>(entries.keySet());
    Collections.reverse(keys);
    keys.forEach(key -> state.put(key, entries.getOrDefault(key, "")));
    return state.build();
  }
}
