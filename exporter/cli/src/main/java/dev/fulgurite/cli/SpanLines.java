package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.StoredSpan;
import java.io.PrintWriter;

/** Lines of span JSON. */
record SpanLines(PrintWriter out) implements SpanSink {
  @Override
  public void add(StoredSpan span) {
    out.println(Printable.json(SpanJson.write(span)));
  }
}
