package dev.fulgurite.cli.input;

import dev.fulgurite.exporter.store.StoredSpan;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * A file of spans: span JSON or OTLP JSON, a line each, or OTLP's protobuf; compressed by gzip or
 * not. The content tells which.
 */
public final class SpanFile {
  private static final int GZIP = 0x1f8b;

  /** Takes a span and the share of the file, from 0 to 1, that has been read by then. */
  public interface Sink {
    void add(StoredSpan span, double share);
  }

  /**
   * Hands over the spans in the file's order. What came before a fault has been handed over when it
   * throws.
   *
   * @return how many lines were left out since they are of logs, metrics or profiles
   * @throws BadInput where the file goes wrong
   */
  public static long read(Path file, Sink sink) throws IOException {
    double size = Math.max(1, Files.size(file));
    try (CountedInput counted = new CountedInput(Files.newInputStream(file));
        InputStream in = uncompressed(new BufferedInputStream(counted))) {
      Consumer<StoredSpan> consumer = span -> sink.add(span, counted.bytes() / size);
      if (isJson(file, in)) {
        return new JsonSpans(file, consumer).read(in);
      }
      new ProtobufSpans(file, consumer).read(in);
      return 0;
    }
  }

  private static InputStream uncompressed(InputStream in) throws IOException {
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP ? new BufferedInputStream(new GZIPInputStream(in)) : in;
  }

  // A request in protobuf begins with what is a line break in text, so only the brace decides.
  private static boolean isJson(Path file, InputStream in) throws IOException {
    in.mark(1);
    int first = in.read();
    in.reset();
    return first == '{' || first < 0 || file.getFileName().toString().contains(".json");
  }

  private SpanFile() {}
}
