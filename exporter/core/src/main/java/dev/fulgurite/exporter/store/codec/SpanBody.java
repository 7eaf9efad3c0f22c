package dev.fulgurite.exporter.store.codec;

import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.Attributes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** What of a span has no column, behind a sum of its bytes. Immutable. */
public record SpanBody(
    boolean parentRemote,
    String traceState,
    String statusDescription,
    Attributes attributes,
    List<StoredSpan.Event> events,
    List<StoredSpan.Link> links) {

  /** What {@link #decode} reads. */
  public static byte[] encode(StoredSpan span) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(0); // the sum's place
      out.writeBoolean(span.parentRemote());
      EscapedText.write(out, span.traceState());
      EscapedText.write(out, span.statusDescription());
      AttributesCodec.write(out, span.attributes());
      writeEvents(out, span.events());
      writeLinks(out, span.links());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] body = bytes.toByteArray();
    ByteBuffer.wrap(body).putInt(sum(body));
    return body;
  }

  private static void writeEvents(DataOutputStream out, List<StoredSpan.Event> events)
      throws IOException {
    out.writeInt(events.size());
    for (StoredSpan.Event event : events) {
      EscapedText.write(out, event.name());
      out.writeLong(event.epochNanos());
      AttributesCodec.write(out, event.attributes());
    }
  }

  private static void writeLinks(DataOutputStream out, List<StoredSpan.Link> links)
      throws IOException {
    out.writeInt(links.size());
    for (StoredSpan.Link link : links) {
      EscapedText.write(out, link.traceId());
      EscapedText.write(out, link.spanId());
      EscapedText.write(out, link.traceState());
      AttributesCodec.write(out, link.attributes());
    }
  }

  /** What {@link #encode} made; fails where a bit of it has changed. */
  public static SpanBody decode(byte[] body) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
    if (in.readInt() != sum(body)) {
      throw new IOException("its checksum does not fit");
    }
    return new SpanBody(
        in.readBoolean(),
        EscapedText.read(in),
        EscapedText.read(in),
        AttributesCodec.read(in),
        readEvents(in),
        readLinks(in));
  }

  private static List<StoredSpan.Event> readEvents(DataInputStream in) throws IOException {
    List<StoredSpan.Event> events = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      events.add(
          new StoredSpan.Event(EscapedText.read(in), in.readLong(), AttributesCodec.read(in)));
    }
    return events;
  }

  private static List<StoredSpan.Link> readLinks(DataInputStream in) throws IOException {
    List<StoredSpan.Link> links = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      links.add(
          new StoredSpan.Link(
              EscapedText.read(in),
              EscapedText.read(in),
              EscapedText.read(in),
              AttributesCodec.read(in)));
    }
    return links;
  }

  /** CRC-32C, of what follows its place. */
  private static int sum(byte[] body) {
    CRC32C crc = new CRC32C();
    crc.update(body, Integer.BYTES, body.length - Integer.BYTES);
    return (int) crc.getValue();
  }
}
