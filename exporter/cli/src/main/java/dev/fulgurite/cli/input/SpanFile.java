package dev.fulgurite.cli.input;

import dev.fulgurite.exporter.store.StoredSpan;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of spans: span JSON or OTLP JSON, a line each, or OTLP's protobuf; compressed by gzip or
 * not. The content tells which.
 */
public final class SpanFile {
  private static final int GZIP = 0x1f8b;
  private static final byte[] BYTE_ORDER_MARK = "\ufeff".getBytes(StandardCharsets.UTF_8);

  private static final Path STANDARD_INPUT = Path.of("-");

  /**
   * Takes a span and the share of the file, from 0 to 1, that has been read by then; not a number
   * for what has no size, as a pipe.
   */
  public interface Sink {
    void add(StoredSpan span, double share);
  }

  /**
   * Hands over the spans in the file's order, or in that of standard input for {@code -}. What came
   * before a fault has been handed over when it throws.
   *
   * @return how many lines were left out since they are of logs, metrics or profiles
   * @throws BadInput where the file goes wrong
   */
  public static long read(Path file, Sink sink) throws IOException {
    String name = isStandardInput(file) ? "standard input" : file.toString();
    double size = Files.isRegularFile(file) ? Math.max(1, Files.size(file)) : Double.NaN;
    try (CountedInput counted = new CountedInput(open(file))) {
      Consumer<StoredSpan> consumer = span -> sink.add(span, counted.bytes() / size);
      InputStream in = uncompressed(new BufferedInputStream(counted));
      skipByteOrderMark(in);
      return read(name, in, consumer);
    } catch (EOFException | ZipException e) {
      throw new BadInput(name + ": " + BadInput.COMPRESSED);
    }
  }

  /** Whether {@code file} stands for what others pipe in. */
  public static boolean isStandardInput(Path file) {
    return file.equals(STANDARD_INPUT);
  }

  private static InputStream open(Path file) throws IOException {
    return isStandardInput(file) ? System.in : Files.newInputStream(file);
  }

  private static long read(String name, InputStream in, Consumer<StoredSpan> consumer)
      throws IOException {
    if (isJson(name, in)) {
      return new JsonSpans(name, consumer).read(in);
    }
    new ProtobufSpans(name, consumer).read(in);
    return 0;
  }

  private static InputStream uncompressed(InputStream in) throws IOException {
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP ? new BufferedInputStream(new GZIPInputStream(in)) : in;
  }

  // PowerShell writes one before UTF-8; no request in protobuf begins with these bytes.
  private static void skipByteOrderMark(InputStream in) throws IOException {
    in.mark(BYTE_ORDER_MARK.length);
    if (!Arrays.equals(in.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
      in.reset();
    }
  }

  // A request in protobuf begins with what is a line break in text, so only the brace decides.
  private static boolean isJson(String name, InputStream in) throws IOException {
    in.mark(1);
    int first = in.read();
    in.reset();
    return first == '{' || first < 0 || name.matches(".*\\.json[^/\\\\]*");
  }

  private SpanFile() {}
}
