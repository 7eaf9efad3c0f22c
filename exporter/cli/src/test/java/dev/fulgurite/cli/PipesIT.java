package dev.fulgurite.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
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

  @Test
  void import_readsAPipe() throws Exception {
    CompletableFuture<Void> written = CompletableFuture.runAsync(() -> write(compressedSpans()));

    Cli cli = Cli.run("import", pipe.toString(), "--store", folder.resolve("new.db").toString());

    written.get();
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out()).isEqualTo("10 spans read, 10 new, 0 there already\n");
  }

  @Test
  void import_readsStandardInput() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(compressedSpans()));
    try {
      Cli cli = Cli.run("import", "-", "--store", folder.resolve("new.db").toString());

      assertThat(cli.out()).isEqualTo("10 spans read, 10 new, 0 there already\n");
      System.setIn(new ByteArrayInputStream("{broken".getBytes(UTF_8)));
      assertThat(Cli.run("import", "-", "--store", folder.resolve("new.db").toString()).err())
          .contains("standard input, line 1: ");
    } finally {
      System.setIn(before);
    }
  }

  /** A member for each span, which a reader may take for the end. */
  private byte[] compressedSpans() {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    Cli.run("spans", "--store", store)
        .out()
        .lines()
        .forEach(line -> members.writeBytes(compressed(line + "\n")));
    return members.toByteArray();
  }

  private static byte[] compressed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void write(byte[] bytes) {
    try {
      Files.write(pipe, bytes, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text() {
    try {
      return Files.readString(pipe);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
