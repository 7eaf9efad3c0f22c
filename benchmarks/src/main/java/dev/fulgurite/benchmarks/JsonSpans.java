package dev.fulgurite.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The span that {@link SpanBytes} wrote down, read token by token. For one span. */
final class JsonSpans {
  private static final JsonFactory JSON = new JsonFactory();

  static StoredSpan read(String json) throws IOException {
    JsonSpans span = new JsonSpans();
    try (JsonParser in = JSON.createParser(json)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        span.readField(in, in.currentName());
      }
    }
    return span.span();
  }

  private String traceId = "";
  private String spanId = "";
  private @Nullable String parentId;
  private String name = "";
  private String scope = "";
  private SpanKind kind = SpanKind.INTERNAL;
  private StatusCode status = StatusCode.UNSET;
  private long start;
  private long end;
  private String scopeVersion = "";
  private Attributes attributes = Attributes.empty();
  private Attributes resource = Attributes.empty();

  private JsonSpans() {}

  private void readField(JsonParser in, String field) throws IOException {
    in.nextToken();
    switch (field) {
      case "trace_id" -> traceId = in.getText();
      case "span_id" -> spanId = in.getText();
      case "parent_id" ->
          parentId = in.currentToken() == JsonToken.VALUE_NULL ? null : in.getText();
      case "name" -> name = in.getText();
      case "kind" -> kind = SpanKind.valueOf(in.getText());
      case "status" -> status = StatusCode.valueOf(in.getText());
      case "start" -> start = in.getLongValue();
      case "end" -> end = in.getLongValue();
      case "scope" -> scope = in.getText();
      case "scope_version" -> scopeVersion = in.getText();
      case "attributes" -> attributes = attributes(in);
      case "resource" -> resource = attributes(in);
      default -> throw new IOException("unknown field " + field);
    }
  }

  private static Attributes attributes(JsonParser in) throws IOException {
    AttributesBuilder all = Attributes.builder();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      switch (in.nextToken()) {
        case VALUE_NUMBER_INT -> all.put(key, in.getLongValue());
        case VALUE_NUMBER_FLOAT -> all.put(key, in.getDoubleValue());
        default -> all.put(key, in.getText());
      }
    }
    return all.build();
  }

  private StoredSpan span() {
    return new StoredSpan(
        traceId,
        spanId,
        parentId,
        false,
        "",
        name,
        kind,
        start,
        end,
        status,
        "",
        attributes,
        List.of(),
        List.of(),
        resource,
        null,
        scope,
        scopeVersion);
  }
}
