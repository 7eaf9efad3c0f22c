package dev.fulgurite.exporter.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.Attributes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a span as span JSON, and reads it back. Every key is present in what is written; of what
 * is read only the ids, the name and the start time must be there. Thread-safe.
 */
public final class SpanJson {
  // The defaults refuse long strings and deep nesting, which bodies of agents have.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  /** {@code span} on one line, without a line break. */
  public static String write(StoredSpan span) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(span, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Adds {@code span} to {@code json}, as one object. */
  public static void write(StoredSpan span, JsonGenerator json) throws IOException {
    new SpanJsonWriter(json).span(span);
  }

  /** {@code attributes} as span JSON has them. */
  public static String attributes(Attributes attributes) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      new AttributesWriter(json).write(attributes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** A time as span JSON has it: decimal seconds, exact to the nanosecond. */
  public static String seconds(long epochNanos) {
    return EpochSeconds.write(epochNanos);
  }

  /**
   * Reads one span.
   *
   * @throws SpanJsonException naming the field, when {@code line} is not span JSON
   */
  public static StoredSpan read(String line) {
    return read(line, 1);
  }

  /**
   * Reads one span per line, skipping blank ones, and hands each to {@code consumer}. Spans before
   * a malformed line have been handed over when it throws.
   *
   * @throws SpanJsonException naming the line and the field
   */
  public static void readLines(Reader lines, Consumer<? super StoredSpan> consumer)
      throws IOException {
    BufferedReader buffered =
        lines instanceof BufferedReader reader ? reader : new BufferedReader(lines);
    int number = 0;
    for (@Nullable String line = buffered.readLine(); line != null; line = buffered.readLine()) {
      number++;
      if (!line.isBlank()) {
        consumer.accept(read(line, number));
      }
    }
  }

  /**
   * As {@link #read(String)}, for a line that is not the first.
   *
   * @param number from 1, for the message of the exception
   */
  public static StoredSpan read(String line, int number) {
    SpanJsonReader reader = new SpanJsonReader(JSON, line);
    try {
      return reader.span();
    } catch (IOException | IllegalArgumentException e) {
      throw new SpanJsonException(number, reader.field(), reason(e), e);
    }
  }

  private static String reason(Exception e) {
    String message =
        e instanceof com.fasterxml.jackson.core.JsonProcessingException json
            ? json.getOriginalMessage()
            : e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private SpanJson() {}
}
