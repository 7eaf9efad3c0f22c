package dev.fulgurite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One clear line each, naming the value and the remedy; the program runs to its own end. */
class BadInputIT {
  /** Where SQLite keeps {@code user_version} in the file. */
  private static final long USER_VERSION_OFFSET = 60;

  @TempDir private Path folder;

  @Test
  void unknownSetting_isNamedWithTheNearest() throws Exception {
    Run run = agent("-Dfulgurite.stor=x").run().succeeded();

    assertThat(extraLines(run))
        .singleElement()
        .asString()
        .contains("fulgurite.stor", "fulgurite.store");
    Counted.in(run);
  }

  @Test
  void storePathThatCannotBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");

    Run run = agent("-Dfulgurite.store=sqlite:" + file.resolve("x.db")).run().succeeded();

    assertThat(extraLines(run)).singleElement().asString().contains(file.toString());
    Counted.in(run);
    assertThat(file).hasContent("not a folder");
  }

  @Test
  void corruptStore_isLeftAsItIs() throws Exception {
    Path store = Files.createDirectories(folder.resolve(".fulgurite")).resolve("fulgurite.db");
    String garbage = "this is no database at all, ".repeat(500);
    Files.writeString(store, garbage);

    Run run = agent("-Dx=y").run().succeeded();

    assertThat(extraLines(run)).singleElement().asString().contains(store.toString());
    assertThat(Files.readString(store)).isEqualTo(garbage);
    Run sessions = new CommandLine(folder).run("sessions");
    assertThat(sessions.exitCode()).isNotZero();
    assertThat(sessions.errLines()).singleElement().asString().contains(store.toString());
  }

  @Test
  void newerStore_isLeftAsItIs() throws Exception {
    agent("-Dx=y").run().succeeded();
    Path store = folder.resolve(".fulgurite/fulgurite.db");
    setUserVersion(store, 9_999);
    byte[] before = Files.readAllBytes(store);

    Run run = agent("-Dx=y").run().succeeded();

    assertThat(extraLines(run)).singleElement().asString().contains(store.toString(), "9999");
    assertThat(Files.readAllBytes(store)).isEqualTo(before);
    Run sessions = new CommandLine(folder).run("sessions");
    assertThat(sessions.exitCode()).isNotZero();
    assertThat(sessions.errLines()).singleElement().asString().contains("9999");
  }

  @Test
  void truncatedDatasetLine() throws Exception {
    Path file = GeneratedDataset.write(folder.resolve("questions.jsonl"), 3);
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 20));

    Run run = Child.underAgent(folder, Jdk.RUNNING, "--dataset", file.toString()).run();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(ofTheProgram(run)).singleElement().asString().contains(file.toString(), "3");
  }

  @Test
  void portInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      Run run = Child.underAgent(folder, Jdk.RUNNING, "--port", port).run();

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(ofTheProgram(run)).singleElement().asString().contains(port);
    }
  }

  @Test
  void missingStore_namesThePathAndTheRemedy() throws Exception {
    Run run = new CommandLine(folder).run("sessions");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errLines())
        .singleElement()
        .asString()
        .contains(folder.resolve(".fulgurite/fulgurite.db").toString(), "-javaagent");
    assertThat(folder.resolve(".fulgurite")).doesNotExist();
  }

  private Child agent(String option) {
    return Child.underAgent(folder, Jdk.RUNNING, "--limit", "2").withOption(option);
  }

  /** What stands between the first and the last line. */
  private static List<String> extraLines(Run run) {
    assertThat(run.errLines()).allMatch(line -> line.startsWith("[fulgurite] "));
    List<String> lines = run.errLines();
    assertThat(lines).hasSizeGreaterThan(2);
    return lines.stream()
        .filter(line -> !line.contains("recording to") && !line.contains(" spans recorded"))
        .toList();
  }

  private static List<String> ofTheProgram(Run run) {
    return run.errLines().stream().filter(line -> !line.startsWith("[fulgurite] ")).toList();
  }

  private static void setUserVersion(Path store, int version) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(store.toFile(), "rw")) {
      byte[] magic = new byte[15];
      file.readFully(magic);
      assertThat(new String(magic, StandardCharsets.US_ASCII)).isEqualTo("SQLite format 3");
      file.seek(USER_VERSION_OFFSET);
      file.writeInt(version);
    }
  }
}
