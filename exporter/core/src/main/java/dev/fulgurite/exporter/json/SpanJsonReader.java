package dev.fulgurite.exporter.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.store.TraceStateText;
import io.opentelemetry.api.common.Attributes;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line to one span; knows where it stands, for the error. Used once. */
final class SpanJsonReader {
  private final JsonParser json;
  private final AttributesReader attributes;
  private final SpanFields fields = new SpanFields();

  SpanJsonReader(JsonFactory factory, String line) {
    try {
      this.json = factory.createParser(line);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    this.attributes = new AttributesReader(json);
  }

  StoredSpan span() throws IOException {
    json.nextToken();
    eachField(this::field);
    if (json.nextToken() != null) {
      throw new IllegalArgumentException("expected the end of the line after the span");
    }
    return fields.build();
  }

  /** The path of the value at fault, in dots. */
  String field() {
    if (fields.missing != null) {
      return fields.missing;
    }
    Deque<String> path = new ArrayDeque<>();
    for (JsonStreamContext at = json.getParsingContext(); at != null; at = at.getParent()) {
      if (at.inArray() && at.hasCurrentIndex()) {
        path.addFirst(Integer.toString(at.getCurrentIndex()));
      } else if (at.hasCurrentName()) {
        path.addFirst(at.getCurrentName());
      }
    }
    return String.join(".", path);
  }

  private void field(String name) throws IOException {
    switch (name) {
      case "rollout_id" -> fields.rolloutId = textOrNull();
      case "attempt_id" -> fields.attemptId = textOrNull();
      case "sequence_id" -> fields.sequenceId = isNull() ? 0 : json.getLongValue();
      case "trace_id" -> fields.traceId = hex(32);
      case "span_id" -> fields.spanId = hex(16);
      case "parent_id" -> fields.parentId = isNull() ? null : hex(16);
      case "name" -> fields.name = text();
      case "kind" -> fields.kind = fields.kind(text());
      case "status" -> eachField(this::status);
      case "attributes" -> fields.attributes = attributes.read();
      case "events" -> eachElement(() -> fields.events.add(event()));
      case "links" -> eachElement(() -> fields.links.add(link()));
      case "start_time" -> fields.startNanos = nanos();
      case "end_time" -> fields.endNanos = isNull() ? null : nanos();
      case "context" -> fields.traceState = context().traceState();
      case "parent" -> fields.parentRemote = context().remote();
      case "resource" -> eachField(this::resource);
      case "scope" -> eachField(this::scope);
      default -> json.skipChildren();
    }
  }

  private void status(String name) throws IOException {
    switch (name) {
      case "status_code" -> fields.status = fields.status(text());
      case "description" -> fields.description = textOrNull();
      default -> json.skipChildren();
    }
  }

  private void resource(String name) throws IOException {
    switch (name) {
      case "attributes" -> fields.resource = attributes.read();
      case "schema_url" -> fields.schemaUrl = textOrNull();
      default -> json.skipChildren();
    }
  }

  private void scope(String name) throws IOException {
    switch (name) {
      case "name" -> fields.scopeName = textOrNull();
      case "version" -> fields.scopeVersion = textOrNull();
      default -> json.skipChildren();
    }
  }

  private StoredSpan.Event event() throws IOException {
    EventFields event = new EventFields();
    event.nanos = fields.startNanos == null ? 0 : fields.startNanos;
    eachField(
        name -> {
          switch (name) {
            case "name" -> event.name = text();
            case "attributes" -> event.attributes = attributes.read();
            case "timestamp" -> event.nanos = isNull() ? event.nanos : nanos();
            default -> json.skipChildren();
          }
        });
    return new StoredSpan.Event(event.name, event.nanos, event.attributes);
  }

  private StoredSpan.Link link() throws IOException {
    LinkFields link = new LinkFields();
    eachField(
        name -> {
          switch (name) {
            case "context" -> link.context = context();
            case "attributes" -> link.attributes = attributes.read();
            default -> json.skipChildren();
          }
        });
    return new StoredSpan.Link(
        link.context.traceId(), link.context.spanId(), link.context.traceState(), link.attributes);
  }

  private ContextFields context() throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    List<String> ids = new ArrayList<>(List.of("", ""));
    boolean[] remote = new boolean[1];
    eachField(
        name -> {
          switch (name) {
            case "trace_id" -> ids.set(0, hex(32));
            case "span_id" -> ids.set(1, hex(16));
            case "is_remote" -> remote[0] = json.getBooleanValue();
            case "trace_state" -> eachField(key -> members.put(key, text()));
            default -> json.skipChildren();
          }
        });
    return new ContextFields(ids.get(0), ids.get(1), remote[0], TraceStateText.format(members));
  }

  private void eachField(FieldReader reader) throws IOException {
    if (isNull()) {
      return;
    }
    expect(json.currentToken() == JsonToken.START_OBJECT, "an object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      reader.read(name);
    }
  }

  private void eachElement(ElementReader reader) throws IOException {
    if (isNull()) {
      return;
    }
    expect(json.currentToken() == JsonToken.START_ARRAY, "a list");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      reader.read();
    }
  }

  private boolean isNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  private String text() throws IOException {
    expect(json.currentToken() == JsonToken.VALUE_STRING, "a string");
    return json.getText();
  }

  private @Nullable String textOrNull() throws IOException {
    return isNull() || text().isEmpty() ? null : json.getText();
  }

  private String hex(int digits) throws IOException {
    String id = text();
    if (id.length() != digits || !id.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0)) {
      throw new IllegalArgumentException(
          "expected " + digits + " lower-case hexadecimal digits, was \"" + id + "\"");
    }
    return id;
  }

  private long nanos() throws IOException {
    expect(json.currentToken().isNumeric(), "seconds since the epoch");
    return EpochSeconds.read(json.getDecimalValue());
  }

  private void expect(boolean holds, String expected) {
    if (!holds) {
      throw unexpected(expected, json);
    }
  }

  static IllegalArgumentException unexpected(String expected, JsonParser json) {
    return new IllegalArgumentException("expected " + expected + ", found " + found(json));
  }

  private static String found(JsonParser json) {
    JsonToken token = json.currentToken();
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a string";
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      default -> "a number";
    };
  }

  private interface FieldReader {
    void read(String name) throws IOException;
  }

  private interface ElementReader {
    void read() throws IOException;
  }

  private record ContextFields(String traceId, String spanId, boolean remote, String traceState) {
    static final ContextFields NONE = new ContextFields("", "", false, "");
  }

  private static final class EventFields {
    String name = "";
    Attributes attributes = Attributes.empty();
    long nanos;
  }

  private static final class LinkFields {
    ContextFields context = ContextFields.NONE;
    Attributes attributes = Attributes.empty();
  }
}
