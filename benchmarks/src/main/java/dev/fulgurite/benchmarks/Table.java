package dev.fulgurite.benchmarks;

/** The Markdown table of one run, printed as it grows. */
final class Table {
  Table() {
    System.out.println("| what | ours | alternative | ratio |");
    System.out.println("|---|---|---|---|");
  }

  void row(String what, String unit, Pairs pairs) {
    System.out.printf(
        "| %s | %,.0f %s | %,.0f %s | %.2f |%n",
        what, pairs.ours(), unit, pairs.theirs(), unit, pairs.ratio());
  }
}
