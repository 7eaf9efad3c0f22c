package dev.fulgurite.cli;

import dev.fulgurite.cli.diff.DiffPrinter;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanScan;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.tree.TraceNode;
import dev.fulgurite.exporter.tree.TraceTree;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fulgurite diff}. */
@Command(
    name = "diff",
    description = {
      "Shows two traces or sessions as one tree, with what differs.",
      "That is what is only in one, and what differs in name, status, tokens, reward, attributes",
      "and events. Spans of the same kind and name are compared, in their order; so are model calls",
      "of another name, and roots. Durations stand beside; ids and times, which always differ, are",
      "not compared."
    },
    footer = {
      "",
      "Examples:",
      "  fulgurite diff 4bf92f35 a3ce929d",
      "  fulgurite diff q-07 q-08 --color always | less -R"
    })
final class DiffCommand extends StoreCommand {
  @Parameters(index = "0", paramLabel = "ID", description = "A trace or session, or its beginning.")
  String first = "";

  @Parameters(index = "1", paramLabel = "ID", description = "Another.")
  String second = "";

  @Mixin ColorArgument color = new ColorArgument();

  @Override
  void ask(SpanReader reader) {
    List<TraceNode> left = trees(reader, first);
    List<TraceNode> right = trees(reader, second);
    new DiffPrinter(out(), color.ansi()).print(left, right);
  }

  private static List<TraceNode> trees(SpanReader reader, String id) {
    List<StoredSpan> spans = new ArrayList<>();
    SpanScan.forEach(reader, Ids.sessionOrTrace(reader, id), spans::add);
    return TraceTree.roots(spans);
  }
}
