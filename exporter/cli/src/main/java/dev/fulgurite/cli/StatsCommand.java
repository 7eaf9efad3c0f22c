package dev.fulgurite.cli;

import dev.fulgurite.cli.doctor.ProcessLedger;
import dev.fulgurite.cli.text.Ansi;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.cli.text.Table;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.store.SpanFilter;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SqlAccess;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fulgurite stats}. */
@Command(
    name = "stats",
    description = {
      "Says what is in the store: by session, agent and model, and what it takes.",
      "With --by: what each agent did with each model over time."
    },
    footer = {
      "",
      "Examples:",
      "  fulgurite stats",
      "  fulgurite stats --since 7d --top 20",
      "  fulgurite stats --by day --where 'model=gpt-4o and status=error'",
      "  fulgurite stats --by hour --since 1d --json"
    })
final class StatsCommand extends StoreCommand {
  private static final int NAME_LENGTH = 40;
  private static final int LARGEST = 10;
  private static final int NEWEST = 50;

  @Option(
      names = "--by",
      paramLabel = "PERIOD",
      description =
          "What each agent did with each model over time, by one of ${COMPLETION-CANDIDATES}.")
  @Nullable StatsPeriod period;

  @Option(
      names = "--where",
      paramLabel = "FILTER",
      converter = Where.class,
      description = "Of spans that this filter lets through; see fulgurite search --help.")
  @Nullable SpanFilter where;

  @Mixin TimeArguments times = new TimeArguments();

  @Option(
      names = "--top",
      paramLabel = "N",
      converter = AtLeastOne.class,
      description =
          "So many of each, those with most spans (10 unless told); with --by the newest (50)."
              + " JSON has all unless told.")
  @Nullable Integer top;

  @Option(names = "--json", description = "Print a JSON object; with --by an array.")
  boolean json;

  @Mixin ColorArgument color = new ColorArgument();

  @Override
  void ask(SpanReader reader) throws IOException {
    SpanQuery.Builder asked = SpanQuery.builder().setFilter(where).setLimit(Integer.MAX_VALUE);
    times.addTo(asked, spec.commandLine());
    SpanQuery query = asked.build();
    if (period != null) {
      periods(Stats.over(period, reader, query), period);
      return;
    }
    Stats stats = Stats.of(reader, query);
    if (json) {
      List<SqlAccess.TableSize> sizes = sql == null ? List.of() : sql.sizes();
      out()
          .println(
              JsonArray.object(
                  new StatsJson(stats, most(LARGEST), sizes), (out, all) -> all.write(out)));
    } else {
      totals(stats);
      names("session", stats.bySession());
      names("agent", stats.byAgent());
      names("model", stats.byModel());
      if (sql != null) {
        sizes(sql.sizes());
      }
      ledger(ProcessLedger.of(reader.ledger()));
    }
  }

  private int most(int otherwise) {
    if (top != null) {
      return top;
    }
    return json ? Integer.MAX_VALUE : otherwise;
  }

  private void periods(List<Stats.Group<Stats.Period>> groups, StatsPeriod length)
      throws IOException {
    List<Stats.Group<Stats.Period>> shown = first(groups, NEWEST);
    if (json) {
      JsonArray.print(out(), shown, StatsJson::period);
    } else if (groups.isEmpty()) {
      out().println("no spans");
    } else {
      String heading = length.name().toLowerCase(Locale.ROOT);
      Table table = StatsRow.columns(new Table().left(heading).left("agent").left("model"));
      for (Stats.Group<Stats.Period> group : shown) {
        Stats.Period key = group.key();
        group
            .row()
            .into(table, length.show(key.startEpochNanos()), word(key.agent()), word(key.model()));
      }
      table.print(out(), color.ansi());
      more(groups, shown, "row");
    }
  }

  private void totals(Stats stats) {
    StatsRow all = stats.all();
    out()
        .println(
            "%s in %s, %s, %s, %s tokens"
                .formatted(
                    Numbers.counted(all.spans(), "span"),
                    Numbers.counted(stats.sessions().size(), "session"),
                    Numbers.counted(all.errors(), "error"),
                    Numbers.counted(all.rewards(), "reward"),
                    Numbers.count(all.inputTokens()) + "→" + Numbers.count(all.outputTokens())));
  }

  private void names(String what, List<Stats.Group<Stats.Name>> groups) {
    if (groups.isEmpty()) {
      return;
    }
    List<Stats.Group<Stats.Name>> shown = first(groups, LARGEST);
    Table table = StatsRow.columns(new Table().left(what));
    shown.forEach(group -> group.row().into(table, word(group.key().text())));
    print(table);
    more(groups, shown, what);
  }

  private <T> List<T> first(List<T> all, int otherwise) {
    return all.subList(0, Math.min(most(otherwise), all.size()));
  }

  private void more(List<?> all, List<?> shown, String what) {
    int left = all.size() - shown.size();
    if (left > 0) {
      out().println("… and " + Numbers.counted(left, "more " + what) + " (--top)");
    }
  }

  private void sizes(List<SqlAccess.TableSize> sizes) {
    Table table = new Table().left("table or index").right("on disk");
    first(sizes, LARGEST).forEach(size -> table.row(size.name(), Numbers.bytes(size.bytes())));
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
    return name == null ? "(none)" : Printable.line(name, NAME_LENGTH);
  }
}
