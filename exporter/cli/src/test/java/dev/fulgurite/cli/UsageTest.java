package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class UsageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sessions",
        "traces",
        "show",
        "search",
        "tail",
        "spans",
        "export",
        "import",
        "sql",
        "stats",
        "diff",
        "ledger",
        "delete",
        "vacuum",
        "backup",
        "check",
        "doctor"
      })
  void help_hasExamples(String command) {
    Cli cli = Cli.run(command, "--help");

    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("Usage: fulgurite " + command, "Examples:", "--store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "agent --help"})
  void listOfCommands_hasWholeSentences(String line) {
    String list = Cli.run(line.split(" ")).out().split("Commands:\n")[1].split("\n\n")[0];

    assertThat(list.split("\\n(?=  \\S)")).hasSizeGreaterThan(3).allMatch(one -> one.endsWith("."));
  }

  @Test
  void help_isWhatNoCommandGives() {
    assertThat(Cli.run()).isEqualTo(Cli.run("--help"));
    assertThat(Cli.run().out()).contains("sessions", "doctor", "FULGURITE_STORE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bogus",
        "sessions --bogus",
        "sessions --limit many",
        "sessions --since whenever",
        "sessions --color pink",
        "spans --kind thing",
        "show",
        "export",
        "import",
        "sql",
        "diff q-01",
        "delete",
        "delete --yes",
        "delete --session q-01",
        "backup",
        "check --drop-damaged",
        "show q-01 --as song",
        "completion fish",
        "export --format pdf",
        "export --format triplets --credit best"
      })
  void badUsage_isCode2_andNamesTheHelp(String line) {
    Cli cli = Cli.run(line.split(" "));

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith("fulgurite: ").contains("--help").hasLineCount(2);
  }

  @ParameterizedTest
  @CsvSource({"sesions, sessions", "serach kind=llm, search", "sessions --limt 3, --limit"})
  void unknownWord_isToldWhatIsLikeIt(String line, String known) {
    assertThat(Cli.run(line.split(" ")).err())
        .contains("did you mean", "'" + known + "'")
        .hasLineCount(2);
  }

  @Test
  void help_isACommandToo() {
    assertThat(Cli.run("help").out()).isEqualTo(Cli.run("--help").out());
    assertThat(Cli.run("help", "sessions")).isEqualTo(Cli.run("sessions", "--help"));
    assertThat(Cli.run("help", "sesions").code()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "search --limit 0",
        "search --limit -3",
        "sessions --limit -1",
        "traces --limit -1",
        "spans --limit -1",
        "export --format jsonl --limit -1",
        "stats --top -1",
        "sql select --limit -1",
        "sql select --timeout 0",
        "sessions --limit 99999999999",
        "sessions --limit many"
      })
  void numberThatCannotBe_isCode2_namingTheOption_theValue_andTheLeast(String line) {
    String[] words = line.split(" ");
    Cli cli = Cli.run(words);

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err())
        .contains(words[words.length - 2], "'" + words[words.length - 1] + "'", "at least 1")
        .hasLineCount(2);
  }

  @ParameterizedTest
  @CsvSource({"tail, -n 3", "search, --limit 3"})
  void dashAndDigits_areNotLookedFor_butTaughtToBeAnOption(String command, String remedy) {
    for (String line : List.of(command + " -3", command + " -- -3")) {
      Cli cli = Cli.run(line.split(" "));

      assertThat(cli.code()).isEqualTo(2);
      assertThat(cli.err())
          .startsWith("fulgurite: '-3' is no filter")
          .contains(remedy, "'\"-3\"'")
          .hasLineCount(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-3", "99999999999"})
  void numberOfSpansToBeginWith_isNamed_whenItCannotBe(String number) {
    Cli cli = Cli.run("tail", "-n", number);

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("-n", "'" + number + "'", "at least 0").hasLineCount(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"search", "spans", "sessions", "traces", "export --format jsonl"})
  void sinceAfterUntil_isRefused_namingBoth(String command) {
    String store = Story.write(folder);
    String line = command + " --since 2025-11-03 --until 2025-11-02 --store " + store;

    Cli cli = Cli.run(line.split(" "));

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err())
        .contains("--since 2025-11-03 00:00:00", "--until 2025-11-02 00:00:00")
        .hasLineCount(2);
    assertThat(Cli.run(line.replace("11-02", "11-03").split(" ")).code()).isZero();
  }

  @Test
  void sinceAndUntilTheSame_findNothing_inEitherOrder() {
    String store = Story.write(folder);

    for (String line : List.of("--since 1h --until 1h", "--until 1h --since 1h")) {
      Cli cli = Cli.run(("search " + line + " --store " + store).split(" "));

      assertThat(cli).returns(0, Cli::code).returns("no spans\n", Cli::out);
    }
  }

  @Test
  void search_saysWhatTextsAreLookedFor() {
    String help = Cli.run("search", "--help").out();

    assertThat(help).contains("texts of attributes", "for those that are texts");
    assertThat(help.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void whatNobodyExpected_isSaidInALine_beforeTheStackTrace() {
    StringWriter err = new StringWriter();
    PrintWriter to = new PrintWriter(err, true);

    assertThat(Fulgurite.line(new BrokenCommand(), to, to).execute()).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("fulgurite: this should not happen, please report it: ")
        .contains("IllegalStateException: planted", "\tat dev.fulgurite.cli");
  }

  @Command(name = "broken")
  private static final class BrokenCommand implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("planted");
    }
  }

  @Test
  void missingStore_isOneLine_withThePathAndTheRemedy_andNothingIsMade() throws IOException {
    Path missing = folder.resolve("sub/fulgurite.db");

    for (String command : List.of("sessions", "traces", "spans", "ledger", "vacuum", "check")) {
      Cli cli = Cli.run(command, "--store", missing.toString());

      assertThat(cli.code()).isEqualTo(1);
      assertThat(cli.err())
          .hasLineCount(1)
          .contains(missing.toString(), "-javaagent:fulgurite-agent.jar", "--store");
    }
    try (var entries = Files.list(folder)) {
      assertThat(entries).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vacuum", "delete --session q --yes", "check --repair"})
  void emptyFile_isMadeNoStore(String command) throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.db"));

    Cli cli = Cli.run((command + " --store " + empty).split(" "));

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).hasLineCount(1).contains("empty.db", "is empty", "--store PATH");
    assertThat(empty).isEmptyFile();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void storeThatCannotBeLookedAt_isNotSaidToBeMissing() throws IOException {
    Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));

    for (String command : List.of("sessions", "vacuum", "doctor")) {
      Cli cli = Cli.run(command, "--store", circle.resolve("fulgurite.db").toString());

      assertThat(cli.code()).isEqualTo(1);
      assertThat(cli.out() + cli.err())
          .contains("fulgurite.db", "cannot be read: Too many levels of symbolic links")
          .doesNotContain("-javaagent", "Exception");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void storeInAFolderThatIsClosedToYou_isNotSaidToBeMissing() throws IOException {
    Story.write(folder);
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.move(folder.resolve("story.db"), closed.resolve("story.db"));
    Files.setPosixFilePermissions(closed, Set.of());
    try {
      assumeFalse(Files.isReadable(closed), "root may read everything");
      assertThat(Cli.run("sessions", "--store", closed.resolve("story.db").toString()).err())
          .contains("cannot be read: permission denied")
          .doesNotContain("-javaagent");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void choices_areOfferedAsTheyAreWritten() {
    String script = Cli.run("completion", "bash").out();

    assertThat(script)
        .contains("\"triplets\"", "\"llm\"", "\"tree\"", "\"auto\"", "\"zsh\"")
        .doesNotContain("\"TRIPLETS\"", "\"LLM\"", "\"TREE\"", "\"AUTO\"", "\"ZSH\"");
    assertThat(Cli.run("export", "--help").out()).contains("triplets, messages").contains("llm,");
    assertThat(Cli.run("export", "--format", "pdf").err())
        .contains("expected one of triplets, messages,", "was 'pdf'");
    assertThat(Cli.run("sessions", "--color", "pink").err())
        .contains("expected one of auto, always, never");
  }

  @Test
  void example_ofRewards_passesOverWhatHasNone() {
    assertThat(Cli.run("sessions", "--help").out())
        .contains("jq 'map(select(.reward != null and .reward < 0))'");
  }

  @Test
  void corruptStore_isOneLine() throws IOException {
    Path corrupt = Files.writeString(folder.resolve("corrupt.db"), "not a database".repeat(900));

    Cli cli = Cli.run("sessions", "--store", corrupt.toString());

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).hasLineCount(1).contains("corrupt.db");
  }

  @Test
  void unknownScheme_isOneLine_withTheKnownOnes() {
    Cli cli = Cli.run("sessions", "--store", "ftp:somewhere");

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).hasLineCount(1).contains("ftp:somewhere", "sqlite:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "memory:"})
  void storeThatKeepsNothing_isOneLine(String store) {
    Cli cli = Cli.run("sessions", "--store", store);

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).hasLineCount(1).contains("'" + store + "'", "--store PATH");
  }

  @Test
  void store_takesABarePath_likeAUrl() {
    String url = Story.write(folder);

    assertThat(Cli.run("sessions", "--store", url.substring("sqlite:".length())))
        .isEqualTo(Cli.run("sessions", "--store", url));
  }
}
