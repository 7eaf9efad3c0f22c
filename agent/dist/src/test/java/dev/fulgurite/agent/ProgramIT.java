package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program under the agent does what it does without: it sees nothing, and ends as it wants. */
class ProgramIT {
  @TempDir Path folder;

  static Stream<Path> jdks() {
    return Jdks.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void programWithoutOpenTelemetry_seesNothingOfTheAgent(Path jdk) {
    Run run = ChildJvm.in(folder).on(jdk).run("Plain");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.out()).filteredOn(line -> line.endsWith("=true")).isEmpty();
    assertThat(run.printed("threads")).isEqualTo("0");
    assertThat(run.printed("logging")).isEqualTo("false");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void exit_keepsItsCode_andEverySpan(Path jdk) {
    Run run = emitting().on(jdk).run("Endings", "exit");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err()).hasSize(2);
    assertThat(run.spanNames()).hasSize(100);
  }

  @Test
  void uncaughtException_keepsItsTrace_andEverySpan() {
    Run run = emitting().run("Endings", "throw");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).anyMatch(line -> line.contains("the program's own"));
    assertThat(run.err()).filteredOn(line -> line.startsWith("[fulgurite]")).hasSize(2);
    assertThat(run.spanNames()).hasSize(100);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void programsOwnHook_losesNoSpan(Path jdk) {
    Run run = emitting().on(jdk).run("Endings", "hook");

    assertThat(run.err()).hasSize(2);
    assertThat(run.err().get(1)).contains("300 spans recorded, 300 stored");
    assertThat(run.spanNames()).hasSize(300);
  }

  @Test
  void halt_keepsItsCode() {
    Run run = emitting().run("Endings", "halt");

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.out()).contains("emitted");
    assertThat(run.err()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void secondAgentOfOurs_isLeftOut_andSaysSo(Path jdk) {
    Run run =
        emitting()
            .on(jdk)
            .options("-javaagent:" + ChildJvm.AGENT + "=x=y")
            .run("Endings", "return");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).hasSize(3);
    assertThat(run.err().get(1)).contains("the agent is running already", "left out");
    assertThat(run.spanNames()).hasSize(100);
  }

  @Test
  void secondAgentOfOurs_saysNothing_whereTheFirstIsQuiet() {
    Run run =
        emitting()
            .agentArguments("fulgurite.quiet=true")
            .options("-javaagent:" + ChildJvm.AGENT)
            .run("Endings", "return");

    assertThat(run.err()).isEmpty();
  }

  @Test
  void disabled_doesNothingAtAll() {
    List<Run> runs =
        List.of(
            emitting().options("-Dfulgurite.agent.enabled=false").run("Endings", "return"),
            emitting().environment("FULGURITE_AGENT_ENABLED", "false").run("Endings", "return"),
            emitting().agentArguments("fulgurite.agent.enabled=false").run("Endings", "return"));

    assertThat(runs)
        .allSatisfy(run -> assertThat(run.err()).isEmpty())
        .allSatisfy(run -> assertThat(run.exit()).isZero())
        .allSatisfy(run -> assertThat(run.store()).doesNotExist());
  }

  @Test
  void hooksLeftOut_areNotWoven() {
    Run run = emitting().options("-Dfulgurite.agent.instrument=all,-annotations").run("Annotated");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.spanNames())
        .containsExactlyInAnyOrder("agentlightning.message", "agentlightning.message");
  }

  @Test
  void jdkTool_isLeftAlone() {
    Run run = ChildJvm.in(folder).tool("javac", "-version");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).noneMatch(line -> line.startsWith("[fulgurite]"));
  }

  @Test
  void namedModule_isWoven() throws IOException {
    Path module = new ModuleBuilder(folder).build();

    Run run =
        ChildJvm.in(folder)
            .options(
                "-p",
                module
                    + java.io.File.pathSeparator
                    + String.join(
                        java.io.File.pathSeparator, ClassPaths.otelApi(ClassPaths.NEWEST)))
            .options("-m", "modular/modular.Main")
            .java();

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.spanNames()).containsExactly("modular");
  }

  @Test
  void trimmedRuntimeWithoutSql_costsOneLine() {
    Path jlink = Jdks.current().resolve("bin").resolve("jlink");
    assumeTrue(Files.isExecutable(jlink), "this JDK has no jlink");
    Path image = folder.resolve("image");
    Run link =
        ChildJvm.in(folder)
            .tool(
                "jlink",
                "--add-modules",
                "java.base,java.instrument,java.logging,java.management,jdk.unsupported,java.net.http",
                "--output",
                image.toString());
    assertThat(link.exit()).as(link.toString()).isZero();

    Run run = emitting().on(image).run("Endings", "exit");

    assertThat(run.exit()).as(run.toString()).isEqualTo(3);
    assertThat(run.err()).hasSize(3);
    assertThat(run.err().get(1)).contains("java.sql");
    assertThat(run.err().get(2)).contains("100 failed");
  }

  private ChildJvm emitting() {
    return ChildJvm.in(folder)
        .classPath(ClassPaths.fulguriteApi())
        .classPath(ClassPaths.otelApi(ClassPaths.NEWEST));
  }
}
