package dev.fulgurite.exporter.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fulgurite.exporter.json.SpanJson;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineFileTest {
  @TempDir private Path folder;

  @Test
  void keep_writesOneLineEach_thatPeopleAndProgramsCanRead() throws IOException {
    Path path = folder.resolve("refused.jsonl");
    QuarantineFile file = QuarantineFile.at(path, "otlp");
    assertThat(path).as("before the first").doesNotExist();
    file.keep(span("one\nbad"), "HTTP 400");
    file.keep(span("two"), "HTTP 400");

    assertThat(Files.readAllLines(path)).hasSize(2);
    JsonNode line = new ObjectMapper().readTree(Files.readAllLines(path).get(0));
    assertThat(line.get("reason").asText()).isEqualTo("HTTP 400");
    assertThat(line.get("destination").asText()).isEqualTo("otlp");
    assertThat(Instant.parse(line.get("time").asText())).isBefore(Instant.now().plusSeconds(1));
    assertThat(SpanJson.read(line.get("span").toString()).name()).isEqualTo("one\nbad");
    assertThat(file).hasToString(path.toString());
  }

  @Test
  void file_isReadableByItsOwnerAlone() throws IOException {
    Path path = folder.resolve("refused.jsonl");
    QuarantineFile.at(path, "otlp").keep(span("s"), "no");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void file_growsNoFurther_whenItIsFull() throws IOException {
    Path path = folder.resolve("refused.jsonl");
    QuarantineFile file = QuarantineFile.at(path, "otlp", 2000);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                file.keep(span("s" + i), "no");
              }
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(path + " has reached its 2000 bytes: move it away to keep more");
    assertThat(Files.size(path)).isBetween(500L, 2000L);
    assertThat(Files.readString(path)).endsWith("}\n");
  }

  @Test
  void keep_throws_whatTheDiskSays() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    QuarantineFile under = QuarantineFile.at(file.resolve("refused.jsonl"), "otlp");

    assertThatThrownBy(() -> under.keep(span("s"), "no")).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void keep_createsTheFolder_forItsOwnerAlone_andForNoCommit() throws IOException {
    Path inner = folder.resolve("new").resolve("folder");
    QuarantineFile.at(inner.resolve("refused.jsonl"), "otlp").keep(span("s"), "no");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inner)))
        .isEqualTo("rwx------");
    assertThat(inner.resolve(".gitignore")).hasContent("*");
  }

  @Test
  void at_refuses_aBoundOfNothing() {
    assertThatThrownBy(() -> QuarantineFile.at(folder, "otlp", 0))
        .hasMessage("maxBytes must be at least 1, was 0");
  }

  private static SpanData span(String name) {
    return TestSpanData.builder()
        .setName(name)
        .setKind(io.opentelemetry.api.trace.SpanKind.INTERNAL)
        .setStatus(StatusData.unset())
        .setHasEnded(true)
        .setStartEpochNanos(1)
        .setEndEpochNanos(2)
        .build();
  }
}
