package dev.fulgurite.exporter.seeds;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/** What the five documents ask for and where it is, as a page of Markdown. */
final class SeedPage {
  private static final String HEAD =
      """
      # The five documents, line by line

      Generated from `docs/seeds.tsv` and the tags of tests (`@Tag("seed:…")`) by `SeedTableTest`; the build fails where a row
      has neither a class and a test nor a reason.
      """;

  private static final List<String> TITLES =
      List.of(
          "000: the reliable emitter of a session's steps",
          "001: the system that emits events",
          "002: the publisher to Redis Streams",
          "003: conversations in production",
          "004: the event bus");

  static String markdown(List<SeedRow> rows, SeedTests tests) {
    StringBuilder page = new StringBuilder(HEAD);
    for (String title : TITLES) {
      page.append("\n## ").append(title).append("\n\n");
      page.append("| line | asks for | class | tests, or what replaces it |\n|---|---|---|---|\n");
      rows.stream()
          .filter(row -> title.startsWith(row.document()))
          .map(row -> line(row, tests))
          .forEach(page::append);
    }
    return page.toString();
  }

  private static String line(SeedRow row, SeedTests tests) {
    String type = row.isShownByTests() ? '`' + tests.type(row) + '`' : "";
    String answer =
        row.isShownByTests()
            ? tests.of(row).stream().map(test -> '`' + test + '`').collect(joining(", "))
            : row.instead();
    return "| %d | **%s** %s | %s | %s |\n"
        .formatted(row.line(), row.id(), cell(row.asks()), type, cell(answer));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  /** The numbers of the lines that are headings, or rows of tables below their heads. */
  static List<Integer> lines(List<String> document) {
    List<Integer> lines = new ArrayList<>();
    boolean code = false;
    for (int i = 0; i < document.size(); i++) {
      String line = document.get(i);
      code ^= line.startsWith("```");
      boolean isRow = line.startsWith("|") && !isRule(line) && !isHead(document, i);
      if (!code && (line.startsWith("#") || isRow)) {
        lines.add(i + 1);
      }
    }
    return lines;
  }

  private static boolean isHead(List<String> document, int line) {
    return line + 1 < document.size() && isRule(document.get(line + 1));
  }

  private static boolean isRule(String line) {
    return line.matches("\\|[-| ]+\\|");
  }

  private SeedPage() {}
}
