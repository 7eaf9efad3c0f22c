package dev.fulgurite.cli;

import dev.fulgurite.cli.doctor.ProcessLedger;
import dev.fulgurite.cli.text.Ansi;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.cli.text.Table;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.store.AgentSummary;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SqlAccess;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fulgurite stats}. */
@Command(
    name = "stats",
    description = "Says what is in the store: by session, agent and model, and what it takes.",
    footer = {"", "Examples:", "  fulgurite stats", "  fulgurite stats --since 7d --top 20"})
final class StatsCommand extends StoreCommand {
  private static final int NAME_LENGTH = 40;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Since.class,
      description = "Started at or after TIME; see fulgurite spans --help.")
  @Nullable Long sinceNanos;

  @Option(
      names = "--top",
      paramLabel = "N",
      converter = AtLeastOne.class,
      defaultValue = "10",
      description = "So many of each, those with most spans; ${DEFAULT-VALUE} unless told.")
  int top;

  @Mixin ColorArgument color = new ColorArgument();

  @Override
  void ask(SpanReader reader) {
    SpanQuery query =
        SpanQuery.builder().setStartedFrom(sinceNanos).setLimit(Integer.MAX_VALUE).build();
    List<SessionSummary> sessions = reader.sessions(query);
    List<AgentSummary> agents = reader.agents(query);
    totals(sessions);
    by("session", sessions, SessionSummary::sessionId, StatsRow::of);
    by("agent", agents, summary -> word(summary.agent()), StatsRow::of);
    by("model", agents, summary -> word(summary.model()), StatsRow::of);
    if (sql != null) {
      sizes(sql.sizes());
    }
    ledger(ProcessLedger.of(reader.ledger()));
  }

  private void totals(List<SessionSummary> sessions) {
    StatsRow all = sessions.stream().map(StatsRow::of).reduce(StatsRow.NONE, StatsRow::and);
    out()
        .println(
            "%s in %s, %s, %s, %s tokens"
                .formatted(
                    Numbers.counted(all.spans(), "span"),
                    Numbers.counted(sessions.size(), "session"),
                    Numbers.counted(all.errors(), "error"),
                    Numbers.counted(all.rewards(), "reward"),
                    Numbers.count(all.inputTokens()) + "→" + Numbers.count(all.outputTokens())));
  }

  private <T> void by(
      String what, List<T> summaries, Function<T, String> name, Function<T, StatsRow> row) {
    Map<String, StatsRow> rows = new TreeMap<>();
    summaries.forEach(one -> rows.merge(name.apply(one), row.apply(one), StatsRow::and));
    if (rows.isEmpty()) {
      return;
    }
    Table table =
        new Table()
            .left(what)
            .right("spans")
            .right("calls")
            .right("tools")
            .right("errors")
            .right("tokens")
            .right("rewards")
            .right("average");
    rows.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue().spans()))
        .limit(top)
        .forEach(
            entry -> entry.getValue().into(table, Printable.line(entry.getKey(), NAME_LENGTH)));
    print(table);
    if (rows.size() > top) {
      out().println("… and " + Numbers.counted(rows.size() - top, "more " + what) + " (--top)");
    }
  }

  private void sizes(List<SqlAccess.TableSize> sizes) {
    Table table = new Table().left("table or index").right("on disk");
    sizes.stream().limit(top).forEach(size -> table.row(size.name(), Numbers.bytes(size.bytes())));
    long sum = sizes.stream().mapToLong(SqlAccess.TableSize::bytes).sum();
    table.row(new Table.Cell("in all", color.ansi()::bold), Numbers.bytes(sum));
    print(table);
  }

  private void ledger(List<ProcessLedger> rows) {
    out().println();
    out()
        .println(
            "ledger of %s: %s emitted, %s delivered, %s dropped, %s failed, %s lost (fulgurite ledger)"
                .formatted(
                    Numbers.counted(
                            rows.stream().map(row -> row.row().processId()).distinct().count(),
                            "process")
                        .replace("processs", "processes"),
                    sum(rows, row -> row.counts().emitted()),
                    sum(rows, row -> row.counts().delivered()),
                    sum(rows, row -> row.counts().dropped()),
                    sum(rows, row -> row.counts().failed()),
                    Numbers.count(rows.stream().mapToLong(ProcessLedger::lost).sum())));
  }

  private static String sum(List<ProcessLedger> rows, ToLongFunction<LedgerRow> count) {
    return Numbers.count(rows.stream().map(ProcessLedger::row).mapToLong(count).sum());
  }

  private void print(Table table) {
    Ansi ansi = color.ansi();
    out().println();
    table.print(out(), ansi);
  }

  private static String word(@Nullable String name) {
    return name == null ? "(none)" : name;
  }
}
