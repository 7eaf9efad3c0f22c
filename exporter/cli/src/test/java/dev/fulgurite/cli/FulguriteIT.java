package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.testkit.SampleSpan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a person runs it: a process of its own, in some directory. */
class FulguriteIT {
  @TempDir Path folder;

  @Test
  void sessions_ofTheDefaultStore_inTheWorkingDirectory() throws Exception {
    Files.createDirectory(folder.resolve(".fulgurite"));
    Path story = Path.of(Story.write(folder).substring("sqlite:".length()));
    Files.move(story, folder.resolve(".fulgurite/fulgurite.db"));

    Cli cli = run("sessions", "--json");

    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(new ObjectMapper().readTree(cli.out())).hasSize(2);
  }

  @Test
  void output_isUtf8_withoutColours_offATerminal() throws Exception {
    Cli cli = run("show", "q-01", "--store", Story.write(folder));

    assertThat(cli.out()).contains("└─ reward +1", "→ 6").doesNotContain("\u001b");
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void missingStore_isCode1_andNothingIsMade() throws Exception {
    Cli cli = run("sessions");

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).hasLineCount(1).contains("fulgurite.db", "-javaagent");
    assertThat(folder.resolve(".fulgurite")).doesNotExist();
  }

  @Test
  void corruptStore_isCode1_inOneLine() throws Exception {
    Files.writeString(folder.resolve("corrupt.db"), "not a database".repeat(900));

    Cli cli = run("sessions", "--store", "corrupt.db");

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).hasLineCount(1).contains("corrupt.db");
  }

  @Test
  void badUsage_isCode2() throws Exception {
    assertThat(run("sessions", "--bogus").code()).isEqualTo(2);
  }

  @Test
  void argumentBeyondTheLocale_isCode2_withTheRemedy() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", "exec \"$@\" \"$(printf 'Z\\303\\274rich')\"", "sh");
    builder.command().addAll(builder("search").command());
    builder.directory(folder.toFile()).environment().put("LC_ALL", "C");
    Process process = builder.start();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(err).hasLineCount(1).contains("LC_ALL=C.UTF-8");
  }

  @Test
  void agentOfNoProcess_isCode2() throws Exception {
    Cli cli = run("agent", "0", "status");

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("there is no process '0'");
  }

  @Test
  void version_isThatOfTheJar() throws Exception {
    assertThat(run("--version").out()).matches("fulgurite \\d+\\.\\d+.*\\R");
  }

  @Test
  void closedPipe_isQuiet() throws Exception {
    String url = "sqlite:" + folder.resolve("many.db");
    try (SpanStore open = Story.open(url)) {
      open.append(
          LongStream.range(1, 5_000).mapToObj(i -> SampleSpan.of(i).build()).toList(), null);
    }
    Process process = start("spans", "--store", url);
    process.inputReader(StandardCharsets.UTF_8).readLine();
    process.inputReader().close();

    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  private Cli run(String... args) throws IOException, InterruptedException {
    Path err = folder.resolve("stderr.txt");
    Process process = builder(args).redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    return new Cli(code, out, Files.readString(err));
  }

  private Process start(String... args) throws IOException {
    return builder(args).start();
  }

  private ProcessBuilder builder(String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(System.getProperty("cli.jar"));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("FULGURITE_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder;
  }
}
