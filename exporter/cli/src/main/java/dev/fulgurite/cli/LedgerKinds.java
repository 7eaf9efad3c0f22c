package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Ansi;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.cli.text.Table;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.LedgerRow;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of each kind of event, per destination, over all processes. */
final class LedgerKinds {
  private static final String PRIORITY = "priority";
  private static final String DELIVERED = "delivered";
  private static final Set<String> PRIORITY_KINDS =
      Set.of(EventKind.REWARD.word(), EventKind.EXCEPTION.word());

  static void print(List<LedgerRow> rows, PrintWriter out, Ansi ansi) {
    Table table =
        new Table()
            .left("destination")
            .left("lane")
            .left("kind")
            .right("delivered")
            .right("sampled out")
            .right("dropped")
            .right("failed")
            .left("reasons");
    byDestination(rows)
        .forEach(
            (destination, kinds) ->
                kinds.forEach((kind, counts) -> row(table, destination, kind, counts)));
    table.print(out, ansi);
  }

  /** The same counts by the lane in which their kinds travel. */
  static Map<String, Map<String, Long>> byLane(Map<String, Map<String, Long>> kinds) {
    Map<String, Map<String, Long>> lanes = new TreeMap<>();
    kinds.forEach((kind, counts) -> add(lanes, lane(kind), counts));
    return lanes;
  }

  private static Map<String, Map<String, Map<String, Long>>> byDestination(List<LedgerRow> rows) {
    Map<String, Map<String, Map<String, Long>>> destinations = new TreeMap<>();
    for (LedgerRow row : rows) {
      Map<String, Map<String, Long>> kinds =
          destinations.computeIfAbsent(row.destination(), any -> new TreeMap<>());
      row.counts().detail().kinds().forEach((kind, counts) -> add(kinds, kind, counts));
    }
    return destinations;
  }

  private static void add(
      Map<String, Map<String, Long>> sums, String name, Map<String, Long> counts) {
    Map<String, Long> sum = sums.computeIfAbsent(name, any -> new TreeMap<>());
    counts.forEach((column, count) -> sum.merge(column, count, Long::sum));
  }

  private static void row(Table table, String destination, String kind, Map<String, Long> counts) {
    table.row(
        Printable.line(destination),
        lane(kind),
        Printable.line(kind),
        Numbers.count(counts.getOrDefault(DELIVERED, 0L)),
        column(counts, "sampled_out."),
        column(counts, "dropped."),
        column(counts, "failed."),
        counts.entrySet().stream()
            .filter(count -> !count.getKey().equals(DELIVERED))
            .map(count -> Numbers.count(count.getValue()) + " " + Printable.line(count.getKey()))
            .collect(Collectors.joining(", ")));
  }

  private static String column(Map<String, Long> counts, String prefix) {
    return Numbers.count(
        counts.entrySet().stream()
            .filter(count -> count.getKey().startsWith(prefix))
            .mapToLong(Map.Entry::getValue)
            .sum());
  }

  private static String lane(String kind) {
    return PRIORITY_KINDS.contains(kind) ? PRIORITY : "ordinary";
  }

  private LedgerKinds() {}
}
