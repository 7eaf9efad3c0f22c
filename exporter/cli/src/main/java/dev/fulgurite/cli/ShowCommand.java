package dev.fulgurite.cli;

import dev.fulgurite.cli.show.PromptText;
import dev.fulgurite.cli.show.SessionHeader;
import dev.fulgurite.cli.show.SpanText;
import dev.fulgurite.cli.show.TreePrinter;
import dev.fulgurite.cli.text.Ansi;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanScan;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.tree.TraceTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code fulgurite show}. */
@Command(
    name = "show",
    description = "Shows a session or a trace as a tree.",
    footer = {
      "",
      "Examples:",
      "  fulgurite show q-07                a session",
      "  fulgurite show 4bf92f35            a trace, by the first digits of its id",
      "  fulgurite show q-07 --color always | less -R",
      "  fulgurite show q-07 --as prompt    to paste where it can be worked on"
    })
final class ShowCommand extends StoreCommand {
  @Parameters(paramLabel = "ID", description = "A session or trace id, or enough of its beginning.")
  String id = "";

  @Option(names = "--full", description = "Show texts whole, not their beginnings.")
  boolean full;

  @Option(
      names = "--repair",
      description = "Nest spans by time, where an instrumentation has lost the parent.")
  boolean repair;

  @Option(names = "--json", description = "Print the spans as lines of span JSON.")
  boolean json;

  enum As {
    TREE,
    PROMPT
  }

  @Option(
      names = "--as",
      paramLabel = "FORM",
      defaultValue = "TREE",
      description = "tree, or prompt: Markdown for a coding assistant.")
  As as = As.TREE;

  @Mixin ColorArgument color = new ColorArgument();

  @Override
  void ask(SpanReader reader) {
    if (json && as == As.PROMPT) {
      throw new ParameterException(spec.commandLine(), "--json or --as prompt, not both");
    }
    SpanQuery query = Ids.sessionOrTrace(reader, id);
    List<StoredSpan> spans = new ArrayList<>();
    SpanScan.forEach(reader, query, spans::add);
    if (spans.isEmpty()) {
      throw new CliException("no spans of '" + id + "': see 'fulgurite sessions'");
    }
    if (json) {
      spans.forEach(span -> out().println(Printable.json(SpanJson.write(span))));
    } else if (as == As.PROMPT) {
      new PromptText(out(), full).print(spans);
    } else {
      Map<String, String> sessions = sessionsByTrace(spans);
      by(spans, span -> sessions.get(span.traceId())).values().forEach(this::session);
    }
  }

  /** A trace is shown whole: a span of it that names no session is of the one that others name. */
  private static Map<String, String> sessionsByTrace(List<StoredSpan> spans) {
    Map<String, String> sessions = new HashMap<>();
    for (StoredSpan span : spans) {
      String session = SpanFacts.of(span).sessionId();
      sessions.merge(
          span.traceId(), session, (first, next) -> first.equals(span.traceId()) ? next : first);
    }
    return sessions;
  }

  private void session(List<StoredSpan> spans) {
    Ansi ansi = color.ansi();
    TreePrinter printer = new TreePrinter(out(), new SpanText(ansi, full));
    out().println(new SessionHeader(spans).text(ansi));
    by(spans, StoredSpan::traceId)
        .forEach(
            (trace, members) -> {
              String started = Numbers.time(members.get(0).startEpochNanos());
              out().println(ansi.dim("trace " + trace + "  " + started));
              printer.print(
                  repair ? List.of(TraceTree.repaired(members)) : TraceTree.roots(members));
              PipeClosed.check(out());
            });
  }

  private static Map<String, List<StoredSpan>> by(
      List<StoredSpan> spans, Function<StoredSpan, String> key) {
    return spans.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }
}
