package dev.fulgurite.exporter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.exporter.store.StoredSpan;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One span to a generator. The order of keys is that of the contract. */
final class SpanJsonWriter {
  private final JsonGenerator json;
  private final AttributesWriter attributes;

  SpanJsonWriter(JsonGenerator json) {
    this.json = json;
    this.attributes = new AttributesWriter(json);
  }

  void span(StoredSpan span) throws IOException {
    json.writeStartObject();
    identity(span);
    status(span);
    json.writeFieldName("attributes");
    attributes.write(span.attributes());
    events(span);
    links(span);
    seconds("start_time", span.startEpochNanos());
    seconds("end_time", span.endEpochNanos());
    contexts(span);
    origin(span);
    json.writeEndObject();
  }

  private void identity(StoredSpan span) throws IOException {
    json.writeStringField("rollout_id", orEmpty(span.string(AgentLightning.ROLLOUT_ID)));
    json.writeStringField("attempt_id", orEmpty(span.string(AgentLightning.ATTEMPT_ID)));
    json.writeNumberField("sequence_id", span.number(AgentLightning.SEQUENCE_ID));
    json.writeStringField("trace_id", span.traceId());
    json.writeStringField("span_id", span.spanId());
    json.writeStringField("parent_id", span.parentSpanId());
    json.writeStringField("name", span.name());
    json.writeStringField("kind", span.kind().name());
  }

  private void status(StoredSpan span) throws IOException {
    json.writeObjectFieldStart("status");
    json.writeStringField("status_code", span.status().name());
    json.writeStringField("description", orNull(span.statusDescription()));
    json.writeEndObject();
  }

  private void events(StoredSpan span) throws IOException {
    json.writeArrayFieldStart("events");
    for (StoredSpan.Event event : span.events()) {
      json.writeStartObject();
      json.writeStringField("name", event.name());
      json.writeFieldName("attributes");
      attributes.write(event.attributes());
      seconds("timestamp", event.epochNanos());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void links(StoredSpan span) throws IOException {
    json.writeArrayFieldStart("links");
    for (StoredSpan.Link link : span.links()) {
      json.writeStartObject();
      json.writeFieldName("context");
      context(link.traceId(), link.spanId(), false, link.traceState());
      json.writeFieldName("attributes");
      attributes.write(link.attributes());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void contexts(StoredSpan span) throws IOException {
    json.writeFieldName("context");
    context(span.traceId(), span.spanId(), false, span.traceState());
    json.writeFieldName("parent");
    String parent = span.parentSpanId();
    if (parent == null) {
      json.writeNull();
    } else {
      context(span.traceId(), parent, span.parentRemote(), "");
    }
  }

  private void context(String traceId, String spanId, boolean remote, String traceState)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("trace_id", traceId);
    json.writeStringField("span_id", spanId);
    json.writeBooleanField("is_remote", remote);
    json.writeFieldName("trace_state");
    attributes.traceState(traceState);
    json.writeEndObject();
  }

  private void origin(StoredSpan span) throws IOException {
    json.writeObjectFieldStart("resource");
    json.writeFieldName("attributes");
    attributes.write(span.resource());
    // Agent Lightning's model has no null here.
    json.writeStringField("schema_url", orEmpty(span.resourceSchemaUrl()));
    json.writeEndObject();
    json.writeObjectFieldStart("scope");
    json.writeStringField("name", span.scopeName());
    json.writeStringField("version", span.scopeVersion());
    json.writeEndObject();
  }

  private void seconds(String field, long epochNanos) throws IOException {
    json.writeFieldName(field);
    json.writeNumber(EpochSeconds.write(epochNanos));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
