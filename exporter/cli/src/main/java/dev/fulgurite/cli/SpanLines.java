package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanScan;
import dev.fulgurite.exporter.store.StoredSpan;
import java.io.PrintWriter;

/** Every span that the filter lets through, as lines of span JSON. Used once. */
final class SpanLines {
  private static final int PIPE_CHECK = 1000;

  private final SpanReader reader;
  private final FilterArguments filter;
  private final int limit;
  private int count;
  private boolean cut;

  SpanLines(SpanReader reader, FilterArguments filter) {
    this.reader = reader;
    this.filter = filter;
    this.limit = filter.limit(Integer.MAX_VALUE);
  }

  void print(PrintWriter out) {
    SpanScan.whileTrue(reader, filter.query(reader), span -> print(out, span));
  }

  int count() {
    return count;
  }

  /** Whether there was more than the limit. */
  boolean cut() {
    return cut;
  }

  private boolean print(PrintWriter out, StoredSpan span) {
    if (!filter.admits(span)) {
      return true;
    }
    if (count == limit) {
      cut = true;
      return false;
    }
    out.println(Printable.json(SpanJson.write(span)));
    count++;
    if (count % PIPE_CHECK == 0) {
      PipeClosed.check(out);
    }
    return true;
  }
}
