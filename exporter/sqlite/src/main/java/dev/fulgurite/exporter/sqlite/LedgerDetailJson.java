package dev.fulgurite.exporter.sqlite;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fulgurite.exporter.LedgerDetail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Counts by name, and what a ledger knows beyond its columns, as JSON. */
final class LedgerDetailJson {
  private static final String SAMPLED_OUT = "sampled_out";
  private static final String KINDS = "kinds";
  private static final String ACTIONS = "actions";

  private interface Content {
    void write(JsonGenerator out) throws IOException;
  }

  static String write(LedgerDetail detail) throws IOException {
    return object(
        out -> {
          field(out, SAMPLED_OUT, detail.sampledOutByReason());
          out.writeObjectFieldStart(KINDS);
          for (Map.Entry<String, Map<String, Long>> kind : detail.kinds().entrySet()) {
            field(out, kind.getKey(), kind.getValue());
          }
          out.writeEndObject();
          field(out, ACTIONS, detail.actions());
        });
  }

  /** What is unknown is left out: a newer Fulgurite may have written it. */
  static LedgerDetail read(String json) throws IOException {
    Map<String, Long> sampledOut = Map.of();
    Map<String, Map<String, Long>> kinds = Map.of();
    Map<String, Long> actions = Map.of();
    try (JsonParser in = Json.parser(json)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case SAMPLED_OUT -> sampledOut = readCounts(in);
          case KINDS -> kinds = readKinds(in);
          case ACTIONS -> actions = readCounts(in);
          default -> in.skipChildren();
        }
      }
    }
    return new LedgerDetail(sampledOut, kinds, actions);
  }

  static String counts(Map<String, Long> counts) throws IOException {
    return object(out -> fields(out, counts));
  }

  static Map<String, Long> counts(String json) throws IOException {
    try (JsonParser in = Json.parser(json)) {
      in.nextToken();
      return readCounts(in);
    }
  }

  private static String object(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = Json.generator(bytes)) {
      out.writeStartObject();
      content.write(out);
      out.writeEndObject();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void field(JsonGenerator out, String name, Map<String, Long> counts)
      throws IOException {
    out.writeObjectFieldStart(name);
    fields(out, counts);
    out.writeEndObject();
  }

  private static void fields(JsonGenerator out, Map<String, Long> counts) throws IOException {
    for (Map.Entry<String, Long> count : new TreeMap<>(counts).entrySet()) {
      out.writeNumberField(count.getKey(), count.getValue());
    }
  }

  /** On the start of an object; ends on its end. */
  private static Map<String, Long> readCounts(JsonParser in) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      counts.put(in.currentName(), in.nextLongValue(0));
    }
    return Collections.unmodifiableMap(counts);
  }

  private static Map<String, Map<String, Long>> readKinds(JsonParser in) throws IOException {
    Map<String, Map<String, Long>> kinds = new TreeMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String kind = in.currentName();
      in.nextToken();
      kinds.put(kind, readCounts(in));
    }
    return Collections.unmodifiableMap(kinds);
  }

  private LedgerDetailJson() {}
}
