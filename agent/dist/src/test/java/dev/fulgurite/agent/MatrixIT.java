package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.server.ModelServer;
import dev.fulgurite.api.semconv.GenAi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * per situation; all of it with {@code fulgurite.test.full}.
 */
class MatrixIT {
  private static final Map<String, List<String>> PASSED = new TreeMap<>();
  private static final Map<String, Run> WITHOUT = new ConcurrentHashMap<>();

  @TempDir Path folder;

  static Stream<Arguments> cells() {
    return Boolean.getBoolean("fulgurite.test.full") ? every() : slice();
  }

  private static Stream<Arguments> every() {
    return Program.all().stream()
        .flatMap(
            program ->
                Stream.of(Situation.values())
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
      cells.add(
          Arguments.of(programs.get(i % programs.size()), situation, jdks.get(i % jdks.size())));
    }
    return cells.stream();
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("cells")
  void cell(Program program, Situation situation, Path jdk) throws Exception {
    try (ModelServer server = ModelServer.start()) {
      List<String> arguments = new ArrayList<>(List.of(server.url()));
      arguments.addAll(program.arguments());
      App app = App.named(program.app(), folder).on(jdk);
      Run without =
          WITHOUT.computeIfAbsent(
              program + " on " + jdk,
              key -> app.runWithoutAgent(program.mainClass(), arguments.toArray(String[]::new)));
      Run run = situation.run(jvm(jdk), app, program.mainClass(), arguments);
      Run quiet =
          situation.run(
              jvm(jdk).options("-Dfulgurite.quiet=true"), app, program.mainClass(), arguments);

      assertThat(run.exit()).as(run.toString()).isEqualTo(program.exit());
      assertThat(without.exit()).as(without.toString()).isEqualTo(program.exit());
      assertThat(run.stdout()).as(run.toString()).isEqualTo(without.stdout());
      assertThat(quiet.stdout()).isEqualTo(without.stdout());
      assertThat(situation.shown(run)).as(run.toString()).isEqualTo(program.tree());
      assertThat(run.spans())
          .filteredOn(span -> span.name().startsWith("chat"))
          .allMatch(span -> span.string(GenAi.INPUT_MESSAGES) != null);
      assertThat(announced(run)).hasSize(situation.announced());
      assertThat(announced(quiet)).isEmpty();
      if (!situation.isOfficial()) {
        assertThat(quiet.stderr()).isEqualTo(without.stderr());
      }
    }
    synchronized (PASSED) {
      PASSED
          .computeIfAbsent(program + " | " + situation, key -> new ArrayList<>())
          .add(jdk.getFileName().toString());
    }
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
