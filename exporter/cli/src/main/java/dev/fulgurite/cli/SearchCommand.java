package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Ansi;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.cli.text.Table;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanFilter;
import dev.fulgurite.exporter.store.SpanPage;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fulgurite search}. */
@Command(
    name = "search",
    description = {
      "Lists the newest spans that a filter lets through.",
      "",
      "  field OP value   OP is one of = != < <= > >= ~ (contains) ^= (begins with)",
      "  field in (a, b)  field exists",
      "  word, \"a text\"   somewhere in names, texts of attributes, events and errors, ignoring case",
      "                   a value with blanks stands in quotes too: name=\"chat gpt-4o\"",
      "  and  or  not  ( )",
      "",
      "Fields: session trace span parent rollout attempt user tag agent model tool kind name",
      "status service start duration input_tokens output_tokens reward; anything with a dot is an",
      "attribute: gen_ai.request.temperature>0.5, .retries=3. The first digits of a trace, span or",
      "parent id will do: trace=4bf92f35. ~ and ^= on attributes are for those that are texts."
    },
    footer = {
      "",
      "Examples:",
      "  fulgurite search 'agent=planner and status=error and \"timed out\"' --since 2h",
      "  fulgurite search 'kind=tool and (status=error or duration>5s)'",
      "  fulgurite search 'model in (gpt-4o, claude) not tag=eval' --json | jq .name"
    })
final class SearchCommand extends StoreCommand {
  private static final int DEFAULT_LIMIT = 50;
  private static final int SESSION_LENGTH = 24;
  private static final int NAME_LENGTH = 50;
  private static final int TRACE_DIGITS = 8;

  static final class Wanted implements ITypeConverter<SpanFilter> {
    @Override
    public SpanFilter convert(String text) {
      return Where.argument(text, "--limit");
    }
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "FILTER",
      converter = Wanted.class,
      description = "What to look for; everything, where it is missing.")
  @Nullable SpanFilter wanted;

  @Option(names = "--json", description = "Print each span as a line of span JSON.")
  boolean json;

  @Mixin FilterArguments filter = new FilterArguments();

  @Mixin ColorArgument color = new ColorArgument();

  @Override
  void ask(SpanReader reader) {
    int limit = filter.limit(DEFAULT_LIMIT);
    SpanQuery query =
        filter.query(reader).toBuilder()
            .setFilter(filters())
            .setOrder(SpanQuery.Order.NEWEST_FIRST)
            .setLimit(limit)
            .build();
    SpanPage page = reader.spans(query);
    if (json) {
      page.spans().forEach(span -> out().println(Printable.json(SpanJson.write(span))));
    } else if (page.spans().isEmpty()) {
      out().println("no spans");
    } else {
      print(page.spans(), color.ansi());
    }
    if (page.nextCursor() != null) {
      err().println("showing the newest %s (--limit)".formatted(Numbers.count(limit)));
    }
  }

  private SpanFilter filters() {
    List<SpanFilter> all = new ArrayList<>();
    if (wanted != null) {
      all.add(wanted);
    }
    if (filter.where != null) {
      all.add(filter.where);
    }
    if (filter.errors) {
      all.add(SpanFilter.FAILED);
    }
    return new SpanFilter.All(all);
  }

  private void print(List<StoredSpan> spans, Ansi ansi) {
    Table table =
        new Table()
            .left("started")
            .left("session")
            .left("trace")
            .left("kind")
            .left("name")
            .right("duration")
            .right("reward");
    spans.forEach(span -> row(table, span, ansi));
    table.print(out(), ansi);
  }

  private static void row(Table table, StoredSpan span, Ansi ansi) {
    SpanFacts facts = SpanFacts.of(span);
    String name = Printable.line(span.name(), NAME_LENGTH);
    table.row(
        Numbers.time(span.startEpochNanos()),
        Printable.line(facts.sessionId(), SESSION_LENGTH),
        span.traceId().substring(0, TRACE_DIGITS),
        new Table.Cell(EventKind.of(span).word(), ansi::dim),
        facts.error() ? new Table.Cell(name, ansi::red) : name,
        Numbers.duration(span.endEpochNanos() - span.startEpochNanos()),
        SummaryCommand.rewardCell(facts.reward(), ansi));
  }
}
