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
    System.setProperty("fulgurite.store.audit", "true");
    try {
      assertThat(Cli.run("sessions", "--store", url).code()).isZero();
    } finally {
      System.clearProperty("fulgurite.store.audit");
    }
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
  void nothingIsRead_whereTheRecordCannotBeWritten() throws Exception {
    String url = Story.write(folder);
    Files.createDirectory(record());

    Cli cli = Cli.run("sessions", "--store", url);

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).hasLineCount(1).contains("nothing was read", "audit.jsonl");
  }
}
