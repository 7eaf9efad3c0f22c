package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Named pipes, which can be neither replaced nor looked at twice. */
@DisabledOnOs(OS.WINDOWS)
class PipesIT {
  @TempDir Path folder;
  private String store = "";
  private Path pipe = Path.of("");

  @BeforeEach
  void make() throws Exception {
    store = Story.write(folder);
    pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
  }

  @Test
  void export_writesStraightIntoAPipe() throws Exception {
    CompletableFuture<String> read = CompletableFuture.supplyAsync(this::text);

    Cli cli = Cli.run("export", "--format", "jsonl", "--output", pipe.toString(), "--store", store);

    assertThat(cli.code()).isZero();
    assertThat(read.get()).isEqualTo(Cli.run("spans", "--store", store).out());
    assertThat(Files.isRegularFile(pipe)).isFalse();
  }

  private String text() {
    try {
      return Files.readString(pipe);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
