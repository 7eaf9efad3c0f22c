package dev.fulgurite.cli.input;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.fulgurite.cli.otlp.OtlpException;
import dev.fulgurite.cli.otlp.OtlpSpans;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/**
 * OTLP in protobuf: one request that is the whole file, or requests that have their length before
 * them in four bytes, as the collector's file exporter writes them.
 */
final class ProtobufSpans {
  private static final int FIRST_TAG = 0x0a;
  private static final int LENGTH_BYTES = 4;

  private final String file;
  private final Consumer<StoredSpan> consumer;
  private int message;

  ProtobufSpans(String file, Consumer<StoredSpan> consumer) {
    this.file = file;
    this.consumer = consumer;
  }

  void read(InputStream in) throws IOException {
    try {
      requests(in);
    } catch (EOFException | ZipException e) {
      throw bad(BadInput.COMPRESSED);
    }
  }

  private void requests(InputStream in) throws IOException {
    in.mark(1);
    int first = in.read();
    in.reset();
    if (first == FIRST_TAG) {
      request(in.readAllBytes());
      return;
    }
    for (byte[] length = in.readNBytes(LENGTH_BYTES);
        length.length > 0;
        length = in.readNBytes(LENGTH_BYTES)) {
      message++;
      request(framed(in, length));
    }
  }

  private byte[] framed(InputStream in, byte[] prefix) throws IOException {
    int length = prefix.length < LENGTH_BYTES ? -1 : ByteBuffer.wrap(prefix).getInt();
    if (length < 0 || (message == 1 && prefix[0] >= FIRST_TAG)) {
      message = 0;
      throw bad("is no OTLP: neither JSON, which begins with '{', nor protobuf");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw bad("is cut off after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  private void request(byte[] bytes) {
    message = Math.max(message, 1);
    try {
      OtlpSpans.forEach(ExportTraceServiceRequest.parseFrom(bytes), consumer);
    } catch (InvalidProtocolBufferException e) {
      throw bad("is no OTLP request of traces");
    } catch (OtlpException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  private BadInput bad(String reason) {
    return new BadInput(file + (message == 0 ? "" : ", message " + message) + ": " + reason);
  }
}
