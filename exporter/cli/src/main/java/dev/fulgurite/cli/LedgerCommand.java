package dev.fulgurite.cli;

import dev.fulgurite.cli.doctor.ProcessState;
import dev.fulgurite.cli.text.Ansi;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.cli.text.Table;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.store.SpanReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fulgurite ledger}. */
@Command(
    name = "ledger",
    description = {
      "Says where every recorded span went, per process and destination.",
      "Emitted = sampled out + dropped + delivered + failed + in flight."
    },
    footer = {
      "",
      "Examples:",
      "  fulgurite ledger",
      "  fulgurite ledger --json | jq 'map(.dropped) | add'"
    })
final class LedgerCommand extends StoreCommand {
  @Option(names = "--json", description = "Print a JSON array.")
  boolean json;

  @Mixin ColorArgument color = new ColorArgument();

  @Override
  void ask(SpanReader reader) throws IOException {
    List<LedgerRow> rows = reader.ledger();
    if (json) {
      JsonArray.print(out(), rows, LedgerJson::row);
    } else if (rows.isEmpty()) {
      out().println("no ledger: nothing has been recorded here yet");
    } else {
      print(rows, color.ansi());
    }
  }

  private void print(List<LedgerRow> rows, Ansi ansi) {
    Table table =
        new Table()
            .left("process")
            .left("destination")
            .left("started")
            .left("state")
            .right("emitted")
            .right("sampled out")
            .right("dropped")
            .right("delivered")
            .right("failed")
            .right("in flight")
            .left("books");
    rows.forEach(row -> row(table, row, ansi));
    total(table, rows);
    table.print(out(), ansi);
    reasons("dropped", rows, LedgerSnapshot::droppedByReason);
    reasons("failed", rows, LedgerSnapshot::failedByReason);
  }

  private static void row(Table table, LedgerRow row, Ansi ansi) {
    LedgerSnapshot counts = row.counts();
    ProcessState state = ProcessState.of(row);
    table.row(
        Long.toString(row.pid()),
        Printable.line(row.destination()),
        Numbers.time(row.startedEpochNanos()),
        new Table.Cell(state.word(), state == ProcessState.KILLED ? ansi::red : ansi::dim),
        Numbers.count(counts.emitted()),
        Numbers.count(counts.sampledOut()),
        alarming(counts.dropped(), ansi),
        Numbers.count(counts.delivered()),
        alarming(counts.failed(), ansi),
        Numbers.count(counts.inFlight()),
        counts.balanced()
            ? new Table.Cell("balanced", ansi::green)
            : new Table.Cell("not balanced", ansi::red));
  }

  private static Table.Cell alarming(long count, Ansi ansi) {
    return count == 0 ? Table.Cell.of("0") : new Table.Cell(Numbers.count(count), ansi::red);
  }

  private static void total(Table table, List<LedgerRow> rows) {
    table.row(
        "sum",
        "",
        "",
        "",
        sum(rows, LedgerSnapshot::emitted),
        sum(rows, LedgerSnapshot::sampledOut),
        sum(rows, LedgerSnapshot::dropped),
        sum(rows, LedgerSnapshot::delivered),
        sum(rows, LedgerSnapshot::failed),
        sum(rows, LedgerSnapshot::inFlight),
        "");
  }

  private static String sum(List<LedgerRow> rows, ToLongFunction<LedgerSnapshot> column) {
    return Numbers.count(rows.stream().map(LedgerRow::counts).mapToLong(column).sum());
  }

  private void reasons(
      String what, List<LedgerRow> rows, Function<LedgerSnapshot, Map<String, Long>> column) {
    Map<String, Long> counts = new TreeMap<>();
    rows.forEach(
        row -> column.apply(row.counts()).forEach((r, n) -> counts.merge(r, n, Long::sum)));
    if (!counts.isEmpty()) {
      out()
          .println(
              counts.entrySet().stream()
                  .map(e -> Numbers.count(e.getValue()) + " " + Printable.line(e.getKey()))
                  .collect(Collectors.joining(", ", what + ": ", "")));
    }
  }
}
