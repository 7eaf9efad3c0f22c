package dev.fulgurite.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fulgurite.cli.text.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** A JSON array with one element on each line, for machines and for eyes. */
final class JsonArray {
  private static final JsonFactory JSON = new JsonFactory();

  /** Writes the fields of one element. */
  interface Fields<T> {
    void write(JsonGenerator json, T element) throws IOException;
  }

  static <T> void print(PrintWriter out, List<T> elements, Fields<T> fields) throws IOException {
    out.print('[');
    String separator = "\n";
    for (T element : elements) {
      out.print(separator);
      out.print(object(element, fields));
      separator = ",\n";
    }
    out.println(elements.isEmpty() ? "]" : "\n]");
  }

  /** One by itself. */
  static <T> String object(T element, Fields<T> fields) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json, element);
      json.writeEndObject();
    }
    return Printable.json(text.toString());
  }

  private JsonArray() {}
}
