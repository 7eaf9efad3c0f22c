package dev.fulgurite.cli;

import dev.fulgurite.cli.doctor.ProcessLedger;
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
      "Emitted = sampled out + dropped + delivered + failed + lost + in flight.",
      "Lost: on their way when the process was killed."
    },
    footer = {
      "",
      "Examples:",
      "  fulgurite ledger",
      "  fulgurite ledger --by-kind",
      "  fulgurite ledger --json | jq 'map(.dropped) | add'"
    })
final class LedgerCommand extends StoreCommand {
  @Option(names = "--json", description = "Print a JSON array.")
  boolean json;

  @Option(names = "--by-kind", description = "Tell kinds of events, lanes and reasons apart.")
  boolean byKind;

  @Mixin ColorArgument color = new ColorArgument();

  @Override
  void ask(SpanReader reader) throws IOException {
    List<LedgerRow> rows = reader.ledger();
    if (json) {
      JsonArray.print(out(), ProcessLedger.of(rows), LedgerJson::row);
    } else if (rows.isEmpty()) {
      out().println("no ledger: nothing has been recorded here yet");
    } else if (byKind) {
      LedgerKinds.print(rows, out(), color.ansi());
    } else {
      print(ProcessLedger.of(rows), color.ansi());
    }
  }

  private void print(List<ProcessLedger> rows, Ansi ansi) {
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
            .right("lost")
            .right("in flight")
            .left("books");
    rows.forEach(row -> row(table, row, ansi));
    total(table, rows);
    table.print(out(), ansi);
    reasons("dropped", rows, LedgerSnapshot::droppedByReason);
    reasons("failed", rows, LedgerSnapshot::failedByReason);
    reasons("actions", rows, counts -> counts.detail().actions());
  }

  private static void row(Table table, ProcessLedger ledger, Ansi ansi) {
    LedgerRow row = ledger.row();
    LedgerSnapshot counts = row.counts();
    ProcessState state = ledger.state();
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
        alarming(ledger.lost(), ansi),
        Numbers.count(ledger.inFlight()),
        counts.balanced()
            ? new Table.Cell("balanced", ansi::green)
            : new Table.Cell("not balanced", ansi::red));
  }

  private static Table.Cell alarming(long count, Ansi ansi) {
    return count == 0 ? Table.Cell.of("0") : new Table.Cell(Numbers.count(count), ansi::red);
  }

  private static void total(Table table, List<ProcessLedger> rows) {
    table.row(
        "sum",
        "",
        "",
        "",
        sum(rows, ledger -> ledger.counts().emitted()),
        sum(rows, ledger -> ledger.counts().sampledOut()),
        sum(rows, ledger -> ledger.counts().dropped()),
        sum(rows, ledger -> ledger.counts().delivered()),
        sum(rows, ledger -> ledger.counts().failed()),
        sum(rows, ProcessLedger::lost),
        sum(rows, ProcessLedger::inFlight),
        "");
  }

  private static String sum(List<ProcessLedger> rows, ToLongFunction<ProcessLedger> column) {
    return Numbers.count(rows.stream().mapToLong(column).sum());
  }

  private void reasons(
      String what, List<ProcessLedger> rows, Function<LedgerSnapshot, Map<String, Long>> column) {
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
