package dev.fulgurite.exporter.redis.store;

import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.store.codec.EscapedText;
import dev.fulgurite.exporter.store.codec.Origin;
import dev.fulgurite.exporter.store.codec.SpanBody;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/** A span as a text, to the last bit. */
final class SpanCodec {
  static String encode(StoredSpan span) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(span.traceId());
      out.writeUTF(span.spanId());
      String parent = span.parentSpanId();
      out.writeUTF(parent == null ? "" : parent);
      EscapedText.write(out, span.name());
      out.writeUTF(span.kind().name());
      out.writeUTF(span.status().name());
      out.writeLong(span.startEpochNanos());
      out.writeLong(span.endEpochNanos());
      block(out, SpanBody.encode(span));
      block(out, Origin.of(span).encode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static void block(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Fails where it is not what {@link #encode} made. */
  static StoredSpan decode(String text) throws IOException {
    DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)));
    String traceId = in.readUTF();
    String spanId = in.readUTF();
    String parent = in.readUTF();
    String name = EscapedText.read(in);
    SpanKind kind = SpanKind.valueOf(in.readUTF());
    StatusCode status = StatusCode.valueOf(in.readUTF());
    long start = in.readLong();
    long end = in.readLong();
    SpanBody body = SpanBody.decode(in.readNBytes(in.readInt()));
    Origin origin = Origin.decode(in.readNBytes(in.readInt()));
    return new StoredSpan(
        traceId,
        spanId,
        parent.isEmpty() ? null : parent,
        body.parentRemote(),
        body.traceState(),
        name,
        kind,
        start,
        end,
        status,
        body.statusDescription(),
        body.attributes(),
        body.events(),
        body.links(),
        origin.resource(),
        origin.schemaUrl(),
        origin.scopeName(),
        origin.scopeVersion());
  }

  private SpanCodec() {}
}
