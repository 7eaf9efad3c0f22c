package dev.fulgurite.testkit;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds one span for a test: whatever is not set is unremarkable. Not thread-safe. */
public final class SampleSpan {
  private final String spanId;
  private String traceId = traceId(1);
  private @Nullable String parentSpanId;
  private boolean parentRemote;
  private String traceState = "";
  private String name = "span";
  private SpanKind kind = SpanKind.INTERNAL;
  private long start;
  private long nanos = 1_000_000;
  private StatusCode status = StatusCode.UNSET;
  private String statusDescription = "";
  private final AttributesBuilder attributes = Attributes.builder();
  private final List<StoredSpan.Event> events = new ArrayList<>();
  private final List<StoredSpan.Link> links = new ArrayList<>();
  private Attributes resource = Attributes.of(AttributeKey.stringKey("service.name"), "sample");
  private @Nullable String schemaUrl;
  private String scopeName = "dev.fulgurite.testkit";
  private @Nullable String scopeVersion;

  private SampleSpan(long id) {
    this.spanId = SpanKey.hex(id);
    this.start = id;
  }

  /** A root span in trace 1, named {@code span}, that starts {@code id} nanoseconds after 1970. */
  public static SampleSpan of(long id) {
    return new SampleSpan(id);
  }

  /** The hexadecimal form of a small trace id. */
  public static String traceId(long id) {
    return SpanKey.hex(0x5eed) + SpanKey.hex(id);
  }

  public SampleSpan trace(long id) {
    this.traceId = traceId(id);
    return this;
  }

  public SampleSpan parent(long id) {
    this.parentSpanId = SpanKey.hex(id);
    return this;
  }

  public SampleSpan remoteParent(long id, String state) {
    this.parentRemote = true;
    this.traceState = state;
    return parent(id);
  }

  public SampleSpan name(String name) {
    this.name = name;
    return this;
  }

  public SampleSpan kind(SpanKind kind) {
    this.kind = kind;
    return this;
  }

  /** Nanoseconds since the epoch. */
  public SampleSpan start(long epochNanos) {
    this.start = epochNanos;
    return this;
  }

  public SampleSpan lasting(long nanos) {
    this.nanos = nanos;
    return this;
  }

  public SampleSpan status(StatusCode status, String description) {
    this.status = status;
    this.statusDescription = description;
    return this;
  }

  public SampleSpan session(String id) {
    return put(Fulgurite.SESSION_ID, id);
  }

  /** Makes it a reward span. */
  public SampleSpan reward(double value) {
    attributes.put(AgentLightning.PRIMARY_REWARD_VALUE, value);
    return name(AgentLightning.ANNOTATION_SPAN);
  }

  public SampleSpan put(String key, String value) {
    attributes.put(key, value);
    return this;
  }

  public SampleSpan put(String key, long value) {
    attributes.put(key, value);
    return this;
  }

  public <T> SampleSpan put(AttributeKey<T> key, T value) {
    attributes.put(key, value);
    return this;
  }

  public SampleSpan event(String name, long epochNanos, Attributes eventAttributes) {
    events.add(new StoredSpan.Event(name, epochNanos, eventAttributes));
    return this;
  }

  public SampleSpan link(StoredSpan.Link link) {
    links.add(link);
    return this;
  }

  public SampleSpan resource(Attributes resource, @Nullable String schemaUrl) {
    this.resource = resource;
    this.schemaUrl = schemaUrl;
    return this;
  }

  public SampleSpan scope(String name, @Nullable String version) {
    this.scopeName = name;
    this.scopeVersion = version;
    return this;
  }

  public StoredSpan build() {
    return new StoredSpan(
        traceId,
        spanId,
        parentSpanId,
        parentRemote,
        traceState,
        name,
        kind,
        start,
        start + nanos,
        status,
        statusDescription,
        attributes.build(),
        events,
        links,
        resource,
        schemaUrl,
        scopeName,
        scopeVersion);
  }
}
