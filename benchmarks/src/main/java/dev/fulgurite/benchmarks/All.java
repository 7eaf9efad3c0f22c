package dev.fulgurite.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs every comparison, or those that its argument names, separated by commas. */
public final class All {
  private interface Comparison {
    void run(Table table) throws Exception;
  }

  private static final Map<String, Comparison> COMPARISONS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("bus", BusCost::run),
              Map.entry("emit", EmitCost::run),
              Map.entry("handoff", Handoff::run),
              Map.entry("otlp", OtlpThroughput::run),
              Map.entry("store", StoreThroughput::run),
              Map.entry("ingest", StoreIngest::run),
              Map.entry("onlooker", OnlookerCost::run),
              Map.entry("queries", StoreQueries::run),
              Map.entry("start", StartUpCost::run),
              Map.entry("calls", InterceptionCost::run),
              Map.entry("web", WebApplicationCost::run)));

  private All() {}

  public static void main(String[] arguments) throws Exception {
    // Both processors say what they drop; here it is the point, not news.
    Logger.getLogger("").setLevel(Level.OFF);
    String heading =
        String.format(
            Locale.ROOT,
            "JDK %s, %d cores, medians of alternating pairs",
            Runtime.version(),
            Runtime.getRuntime().availableProcessors());
    Table table = new Table(heading);
    for (Comparison comparison : wanted(arguments)) {
      comparison.run(table);
    }
    table.write(Path.of("target/benchmarks.md"));
  }

  private static List<Comparison> wanted(String[] arguments) {
    if (arguments.length == 0 || arguments[0].equals("all")) {
      return List.copyOf(COMPARISONS.values());
    }
    List<Comparison> wanted = new ArrayList<>();
    for (String name : arguments[0].split(",", -1)) {
      Comparison comparison = COMPARISONS.get(name);
      if (comparison == null) {
        throw new IllegalArgumentException(
            "no comparison '" + name + "'; there are " + COMPARISONS.keySet() + " and all");
      }
      wanted.add(comparison);
    }
    return wanted;
  }
}
