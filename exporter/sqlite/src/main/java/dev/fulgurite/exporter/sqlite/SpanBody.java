package dev.fulgurite.exporter.sqlite;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.Attributes;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a span has no column. In files before version 3 a JSON object in which absent means
 * empty; since then in one of the forms that its first byte names. Not thread-safe.
 */
final class SpanBody {
  /** Plain JSON in UTF-8. */
  static final int JSON = 0;

  /** As {@link BinaryBody} has it, without numbers for keys. */
  private static final int BINARY = 1;

  /** As {@link BinaryBody} has it, with nothing behind it. */
  private static final int NUMBERED = 2;

  /** As {@link BinaryBody} has it, then {@link RowCheck} in two bytes. */
  private static final int CHECKED = 3;

  @Nullable String name;
  boolean parentRemote;
  String traceState = "";
  String statusDescription = "";
  Attributes attributes = Attributes.empty();
  int rowCheck = RowCheck.NONE;
  final List<StoredSpan.Event> events = new ArrayList<>();
  final List<StoredSpan.Link> links = new ArrayList<>();

  /** With its form first. */
  static void write(Bytes out, StoredSpan span, int rowCheck, MessageSink messages)
      throws IOException {
    out.write(CHECKED);
    BinaryBody.write(out, span, messages);
    out.write(rowCheck >> Byte.SIZE);
    out.write(rowCheck);
  }

  /** As a file before version 3 has it, with its form first. */
  static void writeJson(Bytes out, byte[] json) {
    out.write(JSON);
    out.write(json, 0, json.length);
  }

  /** What one of the two wrote. */
  static SpanBody decode(BytesIn in, MessageSource messages) throws IOException, SQLException {
    int form = in.read();
    if (form != BINARY && form != NUMBERED && form != CHECKED) {
      return decode(form, in.readBytes(in.left()));
    }
    SpanBody body = BinaryBody.read(in, messages);
    if (form == CHECKED) {
      body.rowCheck = in.read() << Byte.SIZE | in.read();
    }
    return body;
  }

  static SpanBody decode(int codec, byte[] bytes) throws IOException {
    if (codec != JSON) {
      throw new IOException("unknown codec " + codec);
    }
    SpanBody body = new SpanBody();
    try (JsonParser in = Json.parser(bytes)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        body.readField(in, in.currentName());
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(e);
    }
    return body;
  }

  private void readField(JsonParser in, String field) throws IOException {
    in.nextToken();
    switch (field) {
      case "name" -> name = in.getText();
      case "remote" -> parentRemote = in.getBooleanValue();
      case "state" -> traceState = in.getText();
      case "status" -> statusDescription = in.getText();
      case "attributes" -> attributes = AttributesJson.read(in);
      case "events" -> readEvents(in);
      case "links" -> readLinks(in);
      default -> throw new IOException("unknown field " + field);
    }
  }

  private void readEvents(JsonParser in) throws IOException {
    while (in.nextToken() != JsonToken.END_ARRAY) {
      String eventName = Json.string(in, "name");
      in.nextToken();
      long time = in.nextLongValue(0);
      events.add(new StoredSpan.Event(eventName, time, optionalAttributes(in)));
    }
  }

  private void readLinks(JsonParser in) throws IOException {
    while (in.nextToken() != JsonToken.END_ARRAY) {
      String trace = Json.string(in, "trace");
      String span = Json.string(in, "span");
      String state = Json.string(in, "state");
      links.add(new StoredSpan.Link(trace, span, state, optionalAttributes(in)));
    }
  }

  private static Attributes optionalAttributes(JsonParser in) throws IOException {
    if (in.nextToken() == JsonToken.END_OBJECT) {
      return Attributes.empty();
    }
    in.nextToken();
    Attributes attributes = AttributesJson.read(in);
    in.nextToken();
    return attributes;
  }
}
