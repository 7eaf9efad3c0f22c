package dev.fulgurite.benchmarks;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs every comparison and prints one table. */
public final class All {
  private All() {}

  public static void main(String[] arguments) throws Exception {
    // Both processors say what they drop; here it is the point, not news.
    Logger.getLogger("").setLevel(Level.OFF);
    System.out.printf(
        "JDK %s, %d cores, medians of alternating pairs%n%n",
        Runtime.version(), Runtime.getRuntime().availableProcessors());
    Table table = new Table();
    EmitCost.run(table);
    OtlpThroughput.run(table);
    StartUpCost.run(table);
  }
}
