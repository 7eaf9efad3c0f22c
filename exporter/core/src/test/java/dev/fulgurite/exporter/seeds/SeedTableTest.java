package dev.fulgurite.exporter.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * That each row of {@code docs/seeds.tsv} has a class and a test, or a reason. {@code mvn -pl
 * exporter/core test -Dtest=SeedTableTest -Dseeds.write} renews {@code docs/seeds.md}.
 */
class SeedTableTest {
  private static final Path PROJECT = Path.of("..", "..");
  private static final Path DOCS = PROJECT.resolve("docs");

  private static List<SeedRow> rows;
  private static SeedTests tests;
  private static Map<String, SeedRow> byId;

  @BeforeAll
  static void read() throws IOException {
    rows = SeedRow.read(DOCS.resolve("seeds.tsv"));
    tests = SeedTests.of(PROJECT);
    byId = rows.stream().collect(Collectors.toMap(SeedRow::id, Function.identity()));
  }

  @Test
  void everyRow_hasAClassAndATest_orAReason() {
    List<String> open =
        rows.stream()
            .filter(SeedRow::isShownByTests)
            .filter(row -> tests.of(row).isEmpty() || tests.type(row).isEmpty())
            .map(
                row -> row.id() + " (class '" + tests.type(row) + "', tests " + tests.of(row) + ")")
            .toList();

    assertThat(open).as("rows without a class or a tagged test").isEmpty();
    assertThat(rows).allMatch(r -> r.isShownByTests() || r.isReplaced() || !r.seen().isEmpty());
  }

  @Test
  void everyReference_endsAtARow_thatIsShownOrReplaced() {
    for (SeedRow row : rows) {
      assertThat(ends(row, List.of())).as(row.id()).isNotEmpty();
    }
  }

  private static List<SeedRow> ends(SeedRow row, List<String> way) {
    assertThat(way).as("a circle").doesNotContain(row.id());
    if (row.seen().isEmpty()) {
      return List.of(row);
    }
    List<String> further = Stream.concat(way.stream(), Stream.of(row.id())).toList();
    List<SeedRow> ends = new ArrayList<>();
    for (String id : row.seen()) {
      assertThat(byId).as(row.id()).containsKey(id);
      ends.addAll(ends(byId.get(id), further));
    }
    return ends;
  }

  @Test
  void everyTag_namesARow_thatTestsShow() {
    Set<String> shown =
        rows.stream().filter(SeedRow::isShownByTests).map(SeedRow::id).collect(Collectors.toSet());

    assertThat(shown).containsAll(tests.byRow().keySet());
  }

  @Test
  void page_isWhatTagsSay() throws IOException {
    Path page = DOCS.resolve("seeds.md");
    String expected = SeedPage.markdown(rows, tests);
    if (System.getProperty("seeds.write") != null) {
      Files.writeString(page, expected);
    }

    assertThat(page).hasContent(expected);
  }

  /** Only where the documents are at hand: they are not part of the project. */
  @Test
  void everyHeadingAndTableRow_ofTheDocuments_hasARow() throws IOException {
    String folder = System.getenv("FULGURITE_TEST_SEEDS");
    assumeTrue(folder != null, "FULGURITE_TEST_SEEDS does not name the documents' folder");
    List<Path> documents;
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      documents = files.sorted().toList();
    }
    assertThat(documents).hasSize(5);
    for (Path document : documents) {
      String number = document.getFileName().toString().substring(0, 3);
      Set<Integer> known =
          rows.stream()
              .filter(row -> row.document().equals(number))
              .map(SeedRow::line)
              .collect(Collectors.toSet());
      assertThat(known).as(number).containsAll(SeedPage.lines(Files.readAllLines(document)));
    }
  }
}
