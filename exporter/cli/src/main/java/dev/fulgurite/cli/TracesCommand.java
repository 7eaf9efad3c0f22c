package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Ansi;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.cli.text.Table;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.TraceSummary;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code fulgurite traces}. */
@Command(
    name = "traces",
    description = {
      "Lists traces, the newest first.",
      "Counts, times, tokens and rewards are of the spans that the options let through; root is the",
      "trace's, whatever they let through. --errors picks traces, and lets all of their spans through."
    },
    footer = {
      "",
      "Examples:",
      "  fulgurite traces --session q-07",
      "  fulgurite traces --errors --since 1d"
    })
final class TracesCommand extends SummaryCommand<TraceSummary> {
  private static final int TEXT_LENGTH = 40;
  private static final int SHORT_ID = 8;

  TracesCommand() {
    super("trace");
  }

  @Override
  List<TraceSummary> find(SpanReader reader, SpanQuery query) {
    return reader.traces(query);
  }

  @Override
  List<TraceSummary> whole(SpanReader reader, List<TraceSummary> shown) {
    return filter.isGiven() ? new RootNames(reader).in(shown) : shown;
  }

  @Override
  long errors(TraceSummary trace) {
    return trace.errors();
  }

  @Override
  JsonArray.Fields<TraceSummary> fields() {
    return SummaryJson::trace;
  }

  @Override
  void print(List<TraceSummary> shown, List<TraceSummary> all, Ansi ansi) {
    Table table =
        new Table()
            .left("trace")
            .left("root")
            .left("session")
            .left("started")
            .right("duration")
            .right("spans")
            .right("model")
            .right("tool")
            .right("errors")
            .right("tokens")
            .right("reward");
    long distinct = all.stream().map(trace -> shortened(trace, SHORT_ID)).distinct().count();
    int digits = distinct == all.size() ? SHORT_ID : Integer.MAX_VALUE;
    shown.forEach(trace -> row(table, trace, shortened(trace, digits), ansi));
    table.print(out(), ansi);
    out().println();
    out().println(Numbers.counted(all.size(), "trace"));
  }

  private static String shortened(TraceSummary trace, int digits) {
    return trace.traceId().substring(0, Math.min(digits, trace.traceId().length()));
  }

  private static void row(Table table, TraceSummary trace, String id, Ansi ansi) {
    String session = trace.sessionId();
    table.row(
        id,
        Printable.line(trace.rootName(), TEXT_LENGTH),
        session == null ? "–" : Printable.line(session, TEXT_LENGTH),
        Numbers.time(trace.startEpochNanos()),
        Numbers.duration(trace.endEpochNanos() - trace.startEpochNanos()),
        Numbers.count(trace.spans()),
        Numbers.count(trace.modelCalls()),
        Numbers.count(trace.toolCalls()),
        errorCell(trace.errors(), ansi),
        Numbers.tokens(trace.inputTokens(), trace.outputTokens()),
        rewardCell(trace.reward(), ansi));
  }
}
