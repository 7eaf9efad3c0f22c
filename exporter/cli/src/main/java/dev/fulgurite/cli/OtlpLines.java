package dev.fulgurite.cli;

import dev.fulgurite.cli.otlp.OtlpJson;
import dev.fulgurite.cli.otlp.OtlpRequests;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.exporter.store.StoredSpan;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Lines of OTLP JSON, a request of some hundred spans each. */
final class OtlpLines implements SpanSink {
  private static final int SPANS = 500;

  private final PrintWriter out;
  private final List<StoredSpan> waiting = new ArrayList<>();

  OtlpLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void add(StoredSpan span) {
    waiting.add(span);
    if (waiting.size() == SPANS) {
      finish();
    }
  }

  @Override
  public void finish() {
    if (!waiting.isEmpty()) {
      out.println(Printable.json(OtlpJson.write(OtlpRequests.of(waiting))));
      waiting.clear();
    }
  }
}
