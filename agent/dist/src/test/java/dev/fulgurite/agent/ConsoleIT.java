package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user reads on standard error: two lines, one more per problem, or nothing. */
class ConsoleIT {
  @TempDir Path folder;

  static Stream<Path> jdks() {
    return Jdks.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void twoLines_sayWhereAndHowMuch(Path jdk) {
    Run run = emitting().on(jdk).run("Endings", "return");

    assertThat(run.err()).hasSize(2);
    assertThat(run.err().get(0)).startsWith("[fulgurite] ").endsWith("recording to " + run.store());
    assertThat(run.err().get(1))
        .isEqualTo(
            "[fulgurite] 100 spans recorded, 100 stored, 0 dropped, 0 failed;"
                + " read them: java -jar fulgurite.jar sessions");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void quiet_saysNothing_asPropertyVariableOrArgument(Path jdk) {
    List<Run> runs =
        List.of(
            emitting().on(jdk).options("-Dfulgurite.quiet=true").run("Endings", "return"),
            emitting().on(jdk).environment("FULGURITE_QUIET", "true").run("Endings", "return"),
            emitting().on(jdk).agentArguments("fulgurite.quiet=true").run("Endings", "return"));

    assertThat(runs).allSatisfy(run -> assertThat(run.err()).isEmpty());
    assertThat(runs.get(2).spanNames()).hasSize(300);
  }

  @Test
  void nothingRecorded_saysWhatToCheck() {
    Run run = ChildJvm.in(folder).run("Plain");

    assertThat(run.err()).hasSize(2);
    assertThat(run.err().get(1)).contains("0 spans recorded", "--list-hooks");
    assertThat(run.store()).doesNotExist();
  }

  @Test
  void samplerThatKeepsNothing_losesNoReward() {
    Run run = emitting().environment("OTEL_TRACES_SAMPLER", "always_off").run("Endings", "return");

    assertThat(run.err()).hasSize(2);
    assertThat(run.err().get(1)).contains("100 spans recorded, 100 stored");
  }

  @Test
  void secondJdk_isThere_orThisSaysSo() {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Jdks.second().isPresent(), "name a second JDK with -Dsecond.java.home or SECOND_JAVA_HOME");
    assertThat(Jdks.all()).hasSize(2);
  }

  @Test
  void wrongSettings_areNamedEach_andTheProgramRuns() {
    Run run =
        emitting()
            .options("-Dfulgurite.stroe=x", "-Dfulgurite.batch.max-size=many")
            .agentArguments("quiet=true")
            .run("Endings", "return");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).hasSize(5);
    assertThat(run.err()).anyMatch(line -> line.contains("fulgurite.stroe"));
    assertThat(run.err()).anyMatch(line -> line.contains("fulgurite.batch.max-size = 'many'"));
    assertThat(run.err()).anyMatch(line -> line.contains("unknown agent argument 'quiet'"));
    assertThat(run.spanNames()).hasSize(100);
  }

  @Test
  void configurationFile_isReadFromThePathAlone() throws IOException {
    Path file = folder.resolve("agent.properties");
    Files.writeString(file, "fulgurite.store=sqlite:elsewhere/spans.db\n");

    Run run = emitting().agentArguments(file.toString()).run("Endings", "return");

    Path store = folder.resolve("elsewhere").resolve("spans.db");
    assertThat(run.err().get(0)).endsWith("recording to " + store);
    assertThat(run.err().get(1)).endsWith("sessions --store sqlite:" + store);
    assertThat(Run.spans("sqlite:" + store)).hasSize(100);
  }

  @Test
  void openTelemetrysKeys_workInTheFile_andYieldToTheEnvironment() throws IOException {
    Path file = folder.resolve("agent.properties");
    Files.writeString(
        file, "otel.service.name=from-file\notel.resource.attributes=a=file\nqueit=true\n");

    Run run =
        emitting()
            .agentArguments(file.toString())
            .environment("OTEL_RESOURCE_ATTRIBUTES", "a=environment")
            .run("Endings", "return");

    assertThat(run.err()).hasSize(3);
    assertThat(run.err().get(0)).contains("'queit'", "did you mean 'fulgurite.quiet'");
    assertThat(run.spans())
        .hasSize(100)
        .allSatisfy(
            span -> {
              assertThat(span.resource().get(AttributeKey.stringKey("service.name")))
                  .isEqualTo("from-file");
              assertThat(span.resource().get(AttributeKey.stringKey("a"))).isEqualTo("environment");
            });
  }

  @Test
  void storeThatCannotBeWritten_costsOneLine_andItsSpansFail() throws IOException {
    Files.writeString(folder.resolve("file"), "in the way");

    Run run = emitting().options("-Dfulgurite.store=sqlite:file/spans.db").run("Endings", "exit");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err()).hasSize(3);
    assertThat(run.err().get(1)).contains(folder.resolve("file").toString());
    assertThat(run.err().get(2)).contains("100 spans recorded, 0 stored", "100 failed");
  }

  @Test
  void workingDirectoryThatCannotBeWritten_isReplacedByHome() throws IOException {
    // A file where the folder should be: refused to root as well.
    Files.writeString(folder.resolve(".fulgurite"), "in the way");
    Path home = Files.createDirectory(folder.resolve("home"));

    Run run = emitting().options("-Duser.home=" + home).run("Endings", "return");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).hasSize(3);
    assertThat(run.err().get(0)).contains("cannot write to", "recording to '" + home);
    String store = run.err().get(2).replaceAll("^.*--store ", "");
    assertThat(Run.spans(store)).hasSize(100);
  }

  private ChildJvm emitting() {
    return ChildJvm.in(folder)
        .classPath(ClassPaths.fulguriteApi())
        .classPath(ClassPaths.otelApi(ClassPaths.NEWEST));
  }
}
