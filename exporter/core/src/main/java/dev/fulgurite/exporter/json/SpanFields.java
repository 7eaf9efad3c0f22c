package dev.fulgurite.exporter.json;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has been read of a span so far. Owned by one {@link SpanJsonReader}. */
final class SpanFields {
  @Nullable String rolloutId;
  @Nullable String attemptId;
  long sequenceId;
  @Nullable String traceId;
  @Nullable String spanId;
  @Nullable String parentId;
  @Nullable String name;
  SpanKind kind = SpanKind.INTERNAL;
  StatusCode status = StatusCode.UNSET;
  @Nullable String description;
  Attributes attributes = Attributes.empty();
  final List<StoredSpan.Event> events = new ArrayList<>();
  final List<StoredSpan.Link> links = new ArrayList<>();
  @Nullable Long startNanos;
  @Nullable Long endNanos;
  String traceState = "";
  boolean parentRemote;
  Attributes resource = Attributes.empty();
  @Nullable String schemaUrl;
  @Nullable String scopeName;
  @Nullable String scopeVersion;

  /** The required key that was not there, once {@link #build} has missed it. */
  @Nullable String missing;

  StoredSpan build() {
    long start = require("start_time", startNanos);
    return new StoredSpan(
        require("trace_id", traceId),
        require("span_id", spanId),
        parentId,
        parentRemote,
        traceState,
        require("name", name),
        kind,
        start,
        endNanos == null ? start : endNanos,
        status,
        description == null ? "" : description,
        scoped(),
        events,
        links,
        resource,
        schemaUrl,
        scopeName == null ? "" : scopeName,
        scopeVersion);
  }

  SpanKind kind(String word) {
    return oneOf(SpanKind.values(), word);
  }

  StatusCode status(String word) {
    return oneOf(StatusCode.values(), word);
  }

  private static <E extends Enum<E>> E oneOf(E[] values, String word) {
    return Arrays.stream(values)
        .filter(value -> value.name().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected one of " + Arrays.toString(values) + ", was \"" + word + "\""));
  }

  private <T> T require(String field, @Nullable T value) {
    if (value == null) {
      missing = field;
      throw new IllegalArgumentException("is missing");
    }
    return value;
  }

  // Other writers keep the training scope outside the attributes.
  private Attributes scoped() {
    AttributesBuilder scoped = attributes.toBuilder();
    putIfAbsent(scoped, AgentLightning.ROLLOUT_ID, rolloutId);
    putIfAbsent(scoped, AgentLightning.ATTEMPT_ID, attemptId);
    AttributeKey<Long> sequence = AttributeKey.longKey(AgentLightning.SEQUENCE_ID);
    if (sequenceId != 0 && attributes.get(sequence) == null) {
      scoped.put(sequence, sequenceId);
    }
    return scoped.build();
  }

  private void putIfAbsent(AttributesBuilder scoped, String key, @Nullable String value) {
    if (value != null && attributes.get(AttributeKey.stringKey(key)) == null) {
      scoped.put(key, value);
    }
  }
}
