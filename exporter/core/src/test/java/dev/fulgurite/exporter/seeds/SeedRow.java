package dev.fulgurite.exporter.seeds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One line of {@code docs/seeds.tsv}.
 *
 * @param id the document's number and a name, as in tags
 * @param line where the document says it
 * @param asks what it asks for
 * @param instead other rows ({@code see: …}), what replaces it ({@code instead: …}), or empty where
 *     tests show it
 * @param type the class that answers it; empty where the tests' names tell
 */
record SeedRow(String id, int line, String asks, String instead, String type) {
  static final String SEE = "see: ";
  static final String INSTEAD = "instead: ";

  static List<SeedRow> read(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.startsWith("#"))
        .map(SeedRow::parse)
        .toList();
  }

  private static SeedRow parse(String line) {
    String[] columns = line.split("\t");
    if (columns.length < 3) {
      throw new IllegalArgumentException("seeds.tsv: not three columns: '" + line + "'");
    }
    return new SeedRow(
        columns[0],
        Integer.parseInt(columns[1]),
        columns[2],
        columns.length > 3 ? columns[3] : "",
        columns.length > 4 ? columns[4] : "");
  }

  String document() {
    return id.substring(0, 3);
  }

  boolean isShownByTests() {
    return instead.isEmpty();
  }

  boolean isReplaced() {
    return instead.startsWith(INSTEAD) && instead.length() > INSTEAD.length();
  }

  /** The rows that answer this one. */
  List<String> seen() {
    return instead.startsWith(SEE)
        ? List.of(instead.substring(SEE.length()).split(", "))
        : List.of();
  }
}
