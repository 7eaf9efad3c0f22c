package dev.fulgurite.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The Markdown table of one run: printed as it grows, and written to a file at the end. */
final class Table {
  private final List<String> lines = new ArrayList<>();

  Table(String heading) {
    add(heading);
    add("");
    add("| what | ours | alternative | ratio |");
    add("|---|---|---|---|");
  }

  void row(String what, String unit, Medians medians) {
    add(
        String.format(
            Locale.ROOT,
            "| %s | %s %s | %s %s | %s |",
            what,
            number(medians.ours()),
            unit,
            number(medians.theirs()),
            unit,
            ratio(medians.ratio())));
  }

  void write(Path file) throws IOException {
    Files.write(file, lines);
  }

  private void add(String line) {
    lines.add(line);
    System.out.println(line);
  }

  private static String number(double value) {
    String format = value < 1 ? "%,.3f" : value < 10 ? "%,.2f" : value < 100 ? "%,.1f" : "%,.0f";
    return String.format(Locale.ROOT, format, value);
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 0.1 ? "%.4f" : "%.2f", value);
  }
}
