package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Ansi;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanFilter;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanScan;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fulgurite tail}. */
@Command(
    name = "tail",
    description = "Prints the newest spans, the newest last, and with -f each new one as it ends.",
    footer = {
      "",
      "Examples:",
      "  fulgurite tail -f",
      "  fulgurite tail -f 'kind=tool or reward exists'",
      "  fulgurite tail -n 100 --json 'status=error'"
    })
final class TailCommand extends StoreCommand {
  private static final long POLL_MILLIS = 250;
  private static final int KIND_WIDTH = 10;
  private static final int NAME_LENGTH = 60;
  private static final int SESSION_LENGTH = 40;

  static final class Wanted implements ITypeConverter<SpanFilter> {
    @Override
    public SpanFilter convert(String text) {
      return Where.argument(text, "-n");
    }
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "FILTER",
      converter = Wanted.class,
      description = "Only what this lets through; see fulgurite search --help.")
  @Nullable SpanFilter wanted;

  @Option(names = "-f", description = "Follow: wait for new spans until interrupted.")
  boolean follow;

  @Option(
      names = "-n",
      paramLabel = "N",
      converter = AtLeastZero.class,
      description = "Begin with this many; 10 by default.")
  int count = 10;

  @Option(names = "--json", description = "Print each span as a line of span JSON.")
  boolean json;

  @Mixin ColorArgument color = new ColorArgument();

  @Override
  void ask(SpanReader reader) {
    String end = reader.endCursor();
    SpanQuery query = SpanQuery.builder().setFilter(wanted).build();
    List<StoredSpan> newest = count == 0 ? List.of() : newest(reader, query);
    Set<SpanKey> printed = new HashSet<>();
    for (int i = newest.size() - 1; i >= 0; i--) {
      print(newest.get(i));
      printed.add(SpanKey.of(newest.get(i)));
    }
    if (follow) {
      follow(reader, query.toBuilder().setOrder(SpanQuery.Order.ARRIVAL), end, printed);
    }
  }

  private List<StoredSpan> newest(SpanReader reader, SpanQuery query) {
    return reader
        .spans(query.toBuilder().setOrder(SpanQuery.Order.NEWEST_FIRST).setLimit(count).build())
        .spans();
  }

  /**
   * @param printed what may come once more, as it came between the first two questions
   */
  private void follow(
      SpanReader reader, SpanQuery.Builder query, String from, Set<SpanKey> printed) {
    String cursor = from;
    Set<SpanKey> known = printed;
    while (isDue()) {
      // Asked first: what comes while the spans are read is read again, never missed.
      String end = reader.endCursor();
      if (!end.equals(cursor)) {
        known = printNew(reader, query.setCursor(cursor).build(), known);
        cursor = end;
      }
    }
  }

  /** All that {@code query} finds; printed is what is not {@code known}. */
  private Set<SpanKey> printNew(SpanReader reader, SpanQuery query, Set<SpanKey> known) {
    Set<SpanKey> found = new HashSet<>();
    SpanScan.forEach(
        reader,
        query,
        span -> {
          SpanKey key = SpanKey.of(span);
          found.add(key);
          if (!known.contains(key)) {
            print(span);
          }
        });
    return found;
  }

  private boolean isDue() {
    PipeClosed.check(out());
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void print(StoredSpan span) {
    out().println(json ? Printable.json(SpanJson.write(span)) : line(span, color.ansi()));
  }

  private static String line(StoredSpan span, Ansi ansi) {
    SpanFacts facts = SpanFacts.of(span);
    String kind = EventKind.of(span).word();
    String name = Printable.line(span.name(), NAME_LENGTH);
    StringBuilder line = new StringBuilder(Numbers.time(span.startEpochNanos()));
    line.append("  ").append(ansi.dim(kind)).append(" ".repeat(KIND_WIDTH - kind.length()));
    line.append("  ").append(facts.error() ? ansi.red(name) : name);
    line.append("  ").append(Numbers.duration(span.endEpochNanos() - span.startEpochNanos()));
    Double reward = facts.reward();
    if (reward != null) {
      line.append("  reward ").append(ansi.bySign(reward, Numbers.signed(reward)));
    }
    return line.append("  ").append(Printable.line(facts.sessionId(), SESSION_LENGTH)).toString();
  }
}
