package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Ansi;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Table;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists summaries, the newest first, as a table with totals or as JSON. */
abstract class SummaryCommand<S> extends StoreCommand {
  /** A table longer than this is cut; JSON never is, unless told. */
  private static final int TABLE_LIMIT = 1000;

  @Mixin FilterArguments filter = new FilterArguments();

  @Option(names = "--json", description = "Print a JSON array.")
  boolean json;

  @Mixin ColorArgument color = new ColorArgument();

  private final String noun;

  SummaryCommand(String noun) {
    this.noun = noun;
  }

  abstract List<S> find(SpanReader reader, SpanQuery query);

  /** The same, with what cannot be told from the matching spans alone. */
  List<S> whole(SpanReader reader, List<S> shown) {
    return shown;
  }

  abstract long errors(S summary);

  abstract JsonArray.Fields<S> fields();

  /** The table of {@code shown}, and the totals of {@code all}. */
  abstract void print(List<S> shown, List<S> all, Ansi ansi);

  @Override
  final void ask(SpanReader reader) throws IOException {
    SpanQuery query =
        filter.query(reader).toBuilder()
            .setOrder(SpanQuery.Order.NEWEST_FIRST)
            .setLimit(Integer.MAX_VALUE)
            .build();
    // Whole sessions in which something failed, not only what failed in them.
    List<S> all =
        find(reader, query).stream().filter(s -> !filter.errors || errors(s) > 0).toList();
    int limit = filter.limit(json ? Integer.MAX_VALUE : TABLE_LIMIT);
    List<S> shown = whole(reader, all.subList(0, Math.min(limit, all.size())));
    if (json) {
      JsonArray.print(out(), shown, fields());
    } else if (all.isEmpty()) {
      out().println("no " + noun + "s");
    } else {
      print(shown, all, color.ansi());
    }
    if (shown.size() < all.size()) {
      err()
          .println(
              "showing the newest %s of %s (--limit)"
                  .formatted(Numbers.count(shown.size()), Numbers.counted(all.size(), noun)));
    }
  }

  static Table.Cell errorCell(long errors, Ansi ansi) {
    return errors == 0
        ? new Table.Cell("0", ansi::dim)
        : new Table.Cell(Numbers.count(errors), ansi::red);
  }

  static Table.Cell rewardCell(@Nullable Double reward, Ansi ansi) {
    return reward == null
        ? new Table.Cell("–", ansi::dim)
        : new Table.Cell(Numbers.signed(reward), text -> ansi.bySign(reward, text));
  }
}
