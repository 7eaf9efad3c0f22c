package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --output} leaves of what was there. */
class ExportOutputTest {
  @TempDir Path folder;
  private Path store = Path.of("");

  @BeforeEach
  void write() {
    Story.write(folder);
    store = folder.resolve("story.db");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "story.db",
        "story.db-wal",
        "story.db-shm",
        "story.db-journal",
        "story.db.audit.jsonl",
        "story.db.quarantine.jsonl",
        "deep/../story.db",
        "deep/../story.db-wal"
      })
  void output_thatIsAFileOfTheStore_isRefused(String name) throws Exception {
    Files.createDirectory(folder.resolve("deep"));
    byte[] before = Files.readAllBytes(store);

    Cli cli = export("jsonl", folder.resolve(name));

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).hasLineCount(1).contains("story.db", "--output", "belongs to the store");
    assertThat(Files.readAllBytes(store)).isEqualTo(before);
    assertThat(files()).contains("story.db").allMatch(file -> !file.startsWith(".fulgurite-"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void output_thatIsTheStoreByAnotherName_isRefused() throws Exception {
    byte[] before = Files.readAllBytes(store);
    Path soft = Files.createSymbolicLink(folder.resolve("soft"), Path.of("story.db"));
    Path log = Files.createSymbolicLink(folder.resolve("log"), Path.of("story.db-wal"));
    Path hard = Files.createLink(folder.resolve("hard"), store);

    for (Path name : List.of(soft, log, hard)) {
      assertThat(export("parquet", name).err()).contains(name + " ", "belongs to the store");
    }
    store = soft;
    assertThat(export("jsonl", folder.resolve("story.db-wal")).err())
        .contains("belongs to the store");
    assertThat(Files.readAllBytes(folder.resolve("story.db"))).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "parquet", "triplets"})
  void exportThatFails_leavesWhatWasThere(String format) throws Exception {
    Path old = Files.writeString(folder.resolve("keepme"), "old");
    Path missing = folder.resolve("missing");

    Cli failed = export(format, old, "--trace", "zzz");
    export(format, missing, "--trace", "zzz");

    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err()).contains("'zzz'");
    assertThat(old).hasContent("old");
    assertThat(files()).containsExactlyInAnyOrder("story.db", "keepme");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void output_thatIsThere_isReplacedWhole_andKeepsItsPermissions() throws Exception {
    Path old = Files.writeString(folder.resolve("old.jsonl"), "old\n".repeat(99_999));
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("old.jsonl"));

    assertThat(export("jsonl", link).code()).isZero();

    assertThat(Files.readString(old))
        .isEqualTo(Cli.run("spans", "--store", store.toString()).out());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(old)))
        .isEqualTo("rw-r-----");
    assertThat(link).isSymbolicLink();
    assertThat(files()).containsExactlyInAnyOrder("story.db", "old.jsonl", "link");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linkToNothingYet_isFollowed() throws Exception {
    Files.createDirectory(folder.resolve("deep"));
    Files.createSymbolicLink(folder.resolve("deep/link"), Path.of("../spans.jsonl"));

    assertThat(export("jsonl", folder.resolve("deep/link")).code()).isZero();

    assertThat(folder.resolve("spans.jsonl")).isNotEmptyFile();
    assertThat(folder.resolve("deep/link")).isSymbolicLink();
  }

  @Test
  void output_thatCannotBeWritten_isNamed_withThePlainReason() throws Exception {
    Files.createDirectory(folder.resolve("deep"));

    assertThat(export("jsonl", folder.resolve("no/such/file")).err())
        .hasLineCount(1)
        .contains("no/such/file (--output): there is no folder ", "no/such")
        .doesNotContain("Exception", ".fulgurite-");
    assertThat(export("jsonl", folder.resolve("deep")).err())
        .hasLineCount(1)
        .contains("deep (--output): it is a folder");
  }

  private Cli export(String format, Path output, String... filters) {
    String[] first = {
      "export", "--format", format, "--output", output.toString(), "--store", store.toString()
    };
    return Cli.run(Stream.concat(Stream.of(first), Stream.of(filters)).toArray(String[]::new));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList();
    }
  }
}
