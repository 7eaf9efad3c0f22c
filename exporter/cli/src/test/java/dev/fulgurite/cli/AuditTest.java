package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who read, when, and what. */
@DisabledOnOs(OS.WINDOWS)
class AuditTest {
  @TempDir Path folder;

  private static Cli with(String key, String value, String... command) {
    System.setProperty(key, value);
    try {
      return Cli.run(command);
    } finally {
      System.clearProperty(key);
    }
  }

  private Path record() {
    return folder.resolve("story.db.audit.jsonl");
  }

  @Test
  void nothingIsRecorded_unlessAskedFor() {
    Cli.run("sessions", "--store", Story.write(folder));

    assertThat(record()).doesNotExist();
  }

  @Test
  @Tag("seed:001.access")
  void everyCommandIsRecorded_whereTheRecordIs() throws Exception {
    String url = Story.write(folder);
    assertThat(with("fulgurite.store.audit", "true", "sessions", "--store", url).code()).isZero();
    assertThat(Cli.run("search", "name = \"a\nb\"", "--store", url).code()).isZero();
    assertThat(Cli.run("delete", "--session", "none", "--yes", "--store", url).code()).isZero();

    List<String> lines = Files.readAllLines(record());
    assertThat(lines).hasSize(3);
    JsonNode line = new ObjectMapper().readTree(lines.get(1));
    assertThat(line.get("command"))
        .extracting(JsonNode::asText)
        .containsExactly("search", "name = \"a\nb\"", "--store", url);
    assertThat(line.get("user").asText()).isEqualTo(System.getProperty("user.name"));
    assertThat(line.get("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
    assertThat(Instant.parse(line.get("time").asText())).isBeforeOrEqualTo(Instant.now());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(record())))
        .isEqualTo("rw-------");
  }

  @Test
  void nothingIsRead_whereTheSettingSaysNeither() {
    String url = Story.write(folder);

    Cli cli = with("fulgurite.store.audit", "ja", "sessions", "--store", url);

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err())
        .hasLineCount(2)
        .contains("fulgurite.store.audit = 'ja' is not true or false", "nothing was read");
    Cli doctor = with("fulgurite.store.audit", "ja", "doctor", "--store", url);
    assertThat(doctor.out()).contains("'ja' is not true or false", "fail  store: nothing was read");
    assertThat(record()).doesNotExist();
  }

  @Test
  void everyCommandIsRecorded_alsoWhereTheSettingSaysNeither() throws Exception {
    String url = Story.write(folder);
    Files.createFile(record());

    assertThat(with("fulgurite.store.audit", "ja", "sessions", "--store", url).code()).isZero();

    assertThat(record()).content().hasLineCount(1);
  }

  @Test
  void importing_isRecorded_whereTheFolderIsNew() throws Exception {
    Path spans = Files.writeString(folder.resolve("none.jsonl"), "");
    Path store = folder.resolve("deep/new.db");

    Cli cli =
        with("fulgurite.store.audit", "true", "import", "--store", "" + store, spans.toString());

    assertThat(cli.err()).isEmpty();
    assertThat(folder.resolve("deep/new.db.audit.jsonl")).content().hasLineCount(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void nothingIsRead_whereTheRecordCannotBeWritten() throws Exception {
    String url = Story.write(folder);
    Files.createDirectory(record());

    Cli cli = Cli.run("sessions", "--store", url);

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).hasLineCount(1).contains("nothing was read", "audit.jsonl");
  }
}
