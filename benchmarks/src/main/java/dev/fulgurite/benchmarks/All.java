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

  private static final Map<String, Comparison> COMPARISONS = new TreeMap<>();

  static {
    COMPARISONS.put("bus", BusCost::run);
    COMPARISONS.put("calls", InterceptionCost::run);
    COMPARISONS.put("emit", EmitCost::run);
    COMPARISONS.put("growth", StoreGrowth::run);
    COMPARISONS.put("handoff", Handoff::run);
    COMPARISONS.put("ingest", StoreIngest::run);
    COMPARISONS.put("onlooker", OnlookerCost::run);
    COMPARISONS.put("otlp", OtlpThroughput::run);
    COMPARISONS.put("queries", StoreQueries::run);
    COMPARISONS.put("start", StartUpCost::run);
    COMPARISONS.put("store", StoreThroughput::run);
    COMPARISONS.put("streams", StepStreams::run);
    COMPARISONS.put("web", WebApplicationCost::run);
  }

  static {
    COMPARISONS.put("redis", RedisPublishing::run);
  }

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
