package dev.fulgurite.exporter.store;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfoBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes SDK spans of kept ones, sharing their resources and scopes. Lives for one batch. */
public final class RestoredSpans {
  private final Map<Origin, Resource> resources = new HashMap<>();
  private final Map<List<String>, InstrumentationScopeInfo> scopes = new HashMap<>();

  private record Origin(Attributes attributes, @Nullable String schemaUrl) {}

  /** One alone. */
  public static SpanData restored(StoredSpan span) {
    return new RestoredSpans().restore(span);
  }

  SpanData restore(StoredSpan span) {
    TraceState state = state(span.traceState());
    return new RestoredSpan(
        span,
        SpanContext.create(span.traceId(), span.spanId(), TraceFlags.getSampled(), state),
        parent(span),
        resource(span),
        scope(span));
  }

  private Resource resource(StoredSpan span) {
    return resources.computeIfAbsent(
        new Origin(span.resource(), span.resourceSchemaUrl()),
        origin -> Resource.create(origin.attributes, origin.schemaUrl));
  }

  private InstrumentationScopeInfo scope(StoredSpan span) {
    @Nullable String version = span.scopeVersion();
    List<String> key =
        version == null ? List.of(span.scopeName()) : List.of(span.scopeName(), version);
    return scopes.computeIfAbsent(
        key,
        any -> {
          InstrumentationScopeInfoBuilder scope =
              InstrumentationScopeInfo.builder(span.scopeName());
          return (version == null ? scope : scope.setVersion(version)).build();
        });
  }

  private static SpanContext parent(StoredSpan span) {
    String parent = span.parentSpanId();
    if (parent == null) {
      return SpanContext.getInvalid();
    }
    TraceFlags flags = TraceFlags.getSampled();
    TraceState state = TraceState.getDefault();
    return span.parentRemote()
        ? SpanContext.createFromRemoteParent(span.traceId(), parent, flags, state)
        : SpanContext.create(span.traceId(), parent, flags, state);
  }

  static TraceState state(String w3c) {
    if (w3c.isEmpty()) {
      return TraceState.getDefault();
    }
    List<Map.Entry<String, String>> members = new ArrayList<>(TraceStateText.parse(w3c).entrySet());
    var state = TraceState.builder();
    for (int i = members.size() - 1; i >= 0; i--) { // each goes before those that are there
      state.put(members.get(i).getKey(), members.get(i).getValue());
    }
    return state.build();
  }
}
