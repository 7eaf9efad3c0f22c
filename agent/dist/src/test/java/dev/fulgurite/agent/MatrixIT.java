package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.server.ModelServer;
import dev.fulgurite.api.semconv.GenAi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each framework in each situation on each JDK: the exact tree with its content in the store, none
 * of that content in the application's own SDK, the program's own output and exit code, and on
 * standard error the announced lines alone. A slice of it by default, one cell per program and one
 * per situation; all of it with {@code fulgurite.test.full}; those whose name {@code
 * fulgurite.test.cells} matches, a regular expression.
 */
class MatrixIT {
  private static final String CELLS = System.getProperty("fulgurite.test.cells");
  private static final Map<String, List<String>> PASSED = new TreeMap<>();
  private static final Map<String, Run> WITHOUT = new ConcurrentHashMap<>();

  @TempDir Path folder;

  static Stream<Arguments> cells() {
    return CELLS == null
        ? Boolean.getBoolean("fulgurite.test.full") ? every() : slice()
        : every().filter(cell -> Arrays.toString(cell.get()).matches(CELLS));
  }

  private static Stream<Arguments> every() {
    return Program.all().stream()
        .flatMap(
            program ->
                Stream.of(Situation.values())
                    .filter(program::runsIn)
                    .flatMap(
                        situation ->
                            Jdks.all().stream().map(jdk -> Arguments.of(program, situation, jdk))));
  }

  /** Goes through situations, programs and JDKs at once. */
  private static Stream<Arguments> slice() {
    List<Program> programs = Program.all();
    List<Path> jdks = Jdks.all();
    List<Arguments> cells = new ArrayList<>();
    for (Situation situation : Situation.values()) {
      int i = situation.ordinal();
      List<Program> here = programs.stream().filter(one -> one.runsIn(situation)).toList();
      cells.add(Arguments.of(here.get(i % here.size()), situation, jdks.get(i % jdks.size())));
    }
    return cells.stream();
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("cells")
  void cell(Program program, Situation situation, Path jdk) throws Exception {
    try (ModelServer server = ModelServer.start()) {
      App app = App.named(program.app(), folder).on(jdk);
      List<String> arguments = program.arguments(server.url());
      Launch launch = new Launch(app.classPath(), program.mainClass(), arguments);
      Run without = WITHOUT.computeIfAbsent(program + " on " + jdk, key -> alone(app, launch));
      Run run = situation.run(jvm(jdk), launch);

      assertThat(without.exit()).as(without.toString()).isZero();
      assertAlike(run, without, situation);
      assertThat(situation.shown(run)).as(run.toString()).isEqualTo(situation.expected(program));
      assertAnnounced(announced(run), situation);
      if (!situation.isOfficial()) {
        assertContent(run);
      }
      if (jdk.equals(Jdks.current())) {
        Run quiet = situation.run(jvm(jdk).options("-Dfulgurite.quiet=true"), launch);
        assertAlike(quiet, without, situation);
        assertThat(announced(quiet)).isEmpty();
      }
    }
    synchronized (PASSED) {
      PASSED
          .computeIfAbsent(program + " | " + situation, key -> new ArrayList<>())
          .add(jdk.getFileName().toString());
    }
  }

  private static void assertAlike(Run run, Run without, Situation situation) {
    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.stdout()).as(run.toString()).isEqualTo(situation.times(without.stdout()));
    if (!situation.isOfficial()) {
      String own = run.stderr().replaceAll("(?m)^\\[fulgurite] .*\\R", "");
      assertThat(own).isEqualTo(situation.times(without.stderr()));
    }
  }

  private static Run alone(App app, Launch launch) {
    return app.runWithoutAgent(launch.mainClass(), launch.argumentsAfter());
  }

  private static void assertAnnounced(List<String> lines, Situation situation) {
    assertThat(lines).first().asString().contains(": recording to ");
    assertThat(lines).last().asString().containsPattern("[0-9]+ spans recorded");
    assertThat(lines).hasSizeLessThanOrEqualTo(situation.isOfficial() ? 3 : 2);
    assertThat(lines)
        .filteredOn(line -> line.contains("-Dotel.javaagent.extensions="))
        .hasSize(situation.isOfficial() ? 1 : 0);
  }

  private static void assertContent(Run run) {
    assertThat(run.spans())
        .filteredOn(span -> span.name().matches("chat .*|call_llm"))
        .allMatch(span -> span.string(GenAi.INPUT_MESSAGES) != null);
  }

  private ChildJvm jvm(Path jdk) throws Exception {
    return ChildJvm.bare(Files.createTempDirectory(folder, "cell")).on(jdk);
  }

  private static List<String> announced(Run run) {
    return run.err().stream().filter(line -> line.startsWith("[fulgurite] ")).toList();
  }

  @AfterAll
  static void print() throws Exception {
    String table =
        PASSED.entrySet().stream()
            .map(cell -> "| %s | %s |".formatted(cell.getKey(), String.join(", ", cell.getValue())))
            .collect(
                Collectors.joining("\n", "| program | situation | JDKs |\n|---|---|---|\n", ""));
    System.out.println(table);
    Files.writeString(Path.of("target", "matrix.md"), table + "\n");
  }
}
