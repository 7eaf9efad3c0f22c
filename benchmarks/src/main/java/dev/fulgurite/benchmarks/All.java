package dev.fulgurite.benchmarks;

/** Runs every comparison and prints one table. */
public final class All {
  private All() {}

  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        "JDK %s, %d cores, medians of alternating pairs%n%n",
        Runtime.version(), Runtime.getRuntime().availableProcessors());
    Table table = new Table();
    EmitCost.run(table);
    StartUpCost.run(table);
  }
}
