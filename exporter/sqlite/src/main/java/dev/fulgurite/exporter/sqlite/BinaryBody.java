package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.Attributes;
import java.io.IOException;
import java.util.List;

/**
 * What of a span has no column, in the form that bodies in blocks have: flags for what there is,
 * then that, then the attributes. Texts stand as they are, so that they pack well.
 */
final class BinaryBody {
  private static final int NAME = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 4;
  private static final int STATUS = 8;
  private static final int EVENTS = 16;
  private static final int LINKS = 32;

  static void write(Bytes out, StoredSpan span) throws IOException {
    boolean name = !Json.isWellFormed(span.name()); // the column cannot hold it
    boolean state = !span.traceState().isEmpty();
    boolean status = !span.statusDescription().isEmpty();
    boolean events = !span.events().isEmpty();
    boolean links = !span.links().isEmpty();
    out.write(
        (name ? NAME : 0)
            | (span.parentRemote() ? REMOTE : 0)
            | (state ? STATE : 0)
            | (status ? STATUS : 0)
            | (events ? EVENTS : 0)
            | (links ? LINKS : 0));
    writeIf(name, out, span.name());
    writeIf(state, out, span.traceState());
    writeIf(status, out, span.statusDescription());
    BinaryAttributes.write(out, span.attributes());
    if (events) {
      writeEvents(out, span.events());
    }
    if (links) {
      writeLinks(out, span.links());
    }
  }

  private static void writeIf(boolean there, Bytes out, String text) {
    if (there) {
      out.writeText(text);
    }
  }

  private static void writeEvents(Bytes out, List<StoredSpan.Event> events) throws IOException {
    out.writeVarint(events.size());
    for (StoredSpan.Event event : events) {
      out.writeText(event.name());
      out.writeLong(event.epochNanos());
      BinaryAttributes.write(out, event.attributes());
    }
  }

  private static void writeLinks(Bytes out, List<StoredSpan.Link> links) throws IOException {
    out.writeVarint(links.size());
    for (StoredSpan.Link link : links) {
      out.writeText(link.traceId());
      out.writeText(link.spanId());
      out.writeText(link.traceState());
      BinaryAttributes.write(out, link.attributes());
    }
  }

  static SpanBody read(BytesIn in) throws IOException {
    SpanBody body = new SpanBody();
    int flags = in.read();
    if ((flags & NAME) != 0) {
      body.name = in.readText();
    }
    body.parentRemote = (flags & REMOTE) != 0;
    body.traceState = (flags & STATE) != 0 ? in.readText() : "";
    body.statusDescription = (flags & STATUS) != 0 ? in.readText() : "";
    body.attributes = BinaryAttributes.read(in);
    for (int i = (flags & EVENTS) != 0 ? in.readVarint() : 0; i > 0; i--) {
      String name = in.readText();
      long time = in.readLong();
      body.events.add(new StoredSpan.Event(name, time, BinaryAttributes.read(in)));
    }
    for (int i = (flags & LINKS) != 0 ? in.readVarint() : 0; i > 0; i--) {
      String trace = in.readText();
      String span = in.readText();
      String state = in.readText();
      Attributes attributes = BinaryAttributes.read(in);
      body.links.add(new StoredSpan.Link(trace, span, state, attributes));
    }
    return body;
  }

  private BinaryBody() {}
}
