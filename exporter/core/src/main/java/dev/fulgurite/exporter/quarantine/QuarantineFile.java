package dev.fulgurite.exporter.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fulgurite.exporter.Quarantine;
import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.PrivateFiles;
import dev.fulgurite.exporter.store.SpanDataAdapter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Objects;

/**
 * A file of refused spans, one JSON object a line: {@code time}, {@code destination}, {@code
 * reason} and {@code span}, the span as everywhere else. It comes with the first refused span,
 * readable by its owner alone, is appended to, and stops growing at its bound. Thread-safe, also
 * across processes.
 */
public final class QuarantineFile implements Quarantine {
  private static final long DEFAULT_BYTES = 16L << 20;
  private static final JsonFactory JSON = new JsonFactory();

  private final Path path;
  private final String destination;
  private final long maxBytes;

  private QuarantineFile(Path path, String destination, long maxBytes) {
    this.path = requireNonNull(path, "path").toAbsolutePath();
    this.destination = requireNonNull(destination, "destination");
    this.maxBytes = maxBytes;
  }

  /** A file of at most 16 MiB; it and its folder are created with the first refused span. */
  public static QuarantineFile at(Path path, String destination) {
    return at(path, destination, DEFAULT_BYTES);
  }

  /** The same with a bound of its own, in bytes. */
  public static QuarantineFile at(Path path, String destination, long maxBytes) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes must be at least 1, was " + maxBytes);
    }
    return new QuarantineFile(path, destination, maxBytes);
  }

  /** Blocks as the disk does; throws what the disk says, and where the file is full. */
  @Override
  public synchronized void keep(SpanData span, String reason) {
    try (FileChannel file = open()) {
      ByteBuffer line = ByteBuffer.wrap((line(span, reason) + "\n").getBytes(UTF_8));
      if (file.size() + line.remaining() > maxBytes) {
        throw new IllegalStateException(
            path + " has reached its " + maxBytes + " bytes: move it away to keep more");
      }
      file.write(line); // in one piece, so that lines of several processes do not mix
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }

  private FileChannel open() throws IOException {
    PrivateFiles.createFolder(Objects.requireNonNullElse(path.getParent(), path));
    PrivateFiles.createFile(path);
    return FileChannel.open(path, StandardOpenOption.APPEND);
  }

  private String line(SpanData span, String reason) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("time", Instant.now().toString());
      json.writeStringField("destination", destination);
      json.writeStringField("reason", reason);
      json.writeFieldName("span");
      SpanJson.write(SpanDataAdapter.toStored(span), json);
      json.writeEndObject();
    }
    return text.toString();
  }
}
