package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** delete, vacuum, backup and check. */
class UpkeepCommandsTest {
  @TempDir Path folder;
  private String url = "";

  @BeforeEach
  void write() {
    url = Story.write(folder);
  }

  private Cli run(String... args) {
    String[] all = java.util.Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--store";
    all[args.length + 1] = url;
    return Cli.run(all);
  }

  private String spans() {
    return run("spans", "--json").out();
  }

  @Test
  void delete_dryRun_saysWhatWouldGo_andChangesNothing() throws Exception {
    byte[] before = Files.readAllBytes(folder.resolve("story.db"));

    Cli cli = run("delete", "--session", "q-01", "--dry-run");

    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("5 spans of 1 session would go", "nothing was changed");
    assertThat(Files.readAllBytes(folder.resolve("story.db"))).isEqualTo(before);
  }

  @Test
  void delete_dryRun_saysWhatOfTheSessionsStays() {
    Cli cli = run("delete", "--session", "q-01", "--before", "2025-11-21T01:43:02.5Z", "--dry-run");

    assertThat(cli.out()).containsPattern("[1-4] spans? of 1 session would go");
    assertThat(cli.out()).containsPattern("[1-4] other spans? of these sessions would stay");
  }

  @Test
  void delete_asksForYes() {
    Cli cli = run("delete", "--session", "q-01");

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("--dry-run", "--yes");
    assertThat(spans()).contains("q-01");
  }

  @Test
  void delete_removesASession_andCounts() throws Exception {
    Cli cli = run("delete", "--session", "q-01", "--yes");

    assertThat(cli.code()).isZero();
    assertThat(cli.out()).isEqualTo("5 spans deleted, 1 session whole" + System.lineSeparator());
    assertThat(spans()).contains("q-02").doesNotContain("q-01");
    assertThat(
            Files.readString(
                folder.resolve("story.db"), java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains("q-02")
        .doesNotContain("q-01");
    assertThat(run("check").out()).isEqualTo("no damage" + System.lineSeparator());
    assertThat(run("delete", "--session", "q-01", "--yes").out())
        .startsWith("0 spans deleted, 0 sessions whole");
  }

  @Test
  void vacuum_saysWhatItGaveBack() {
    assertThat(run("vacuum").out()).endsWith("given back" + System.lineSeparator());
    assertThat(run("check").code()).isZero();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void backup_isAStore_andIsNeverWrittenOver() throws Exception {
    Path copy = folder.resolve("copy.db");

    Cli cli = run("backup", copy.toString());

    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("copy.db");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
    assertThat(Cli.run("check", "--store", copy.toString()).out()).startsWith("no damage");
    assertThat(Cli.run("spans", "--json", "--store", copy.toString()).out()).isEqualTo(spans());
    Cli again = run("backup", copy.toString());
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).hasLineCount(1).contains("is there already");
  }

  @Test
  void salvage_makesAStoreOfWhatCanBeRead() {
    Path saved = folder.resolve("saved.db");

    Cli cli = run("check", "--salvage", saved.toString());

    assertThat(cli.code()).isZero();
    assertThat(cli.out()).startsWith("done: ").contains(" spans saved in " + saved);
    assertThat(Cli.run("spans", "--json", "--store", saved.toString()).out()).isEqualTo(spans());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void export_makesAFileForItsOwnerAlone() throws Exception {
    Path file = folder.resolve("spans.jsonl");

    assertThat(run("export", "--format", "jsonl", "--output", file.toString()).code()).isZero();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void check_findsDamage_andRepairMendsIt() throws Exception {
    try (var connection =
            java.sql.DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("story.db"));
        var statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE session SET errors = 77");
    }

    Cli found = run("check");
    assertThat(found.code()).isEqualTo(1);
    assertThat(found.out()).contains("damage: the summary of session");

    Cli mended = run("check", "--repair");
    assertThat(mended.code()).isZero();
    assertThat(mended.out())
        .contains("done: ", "summaries")
        .endsWith("no damage" + System.lineSeparator());
    assertThat(run("check").code()).isZero();
  }
}
