package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar fulgurite-agent.jar}. */
class MainIT {
  @TempDir Path folder;

  @Test
  void version_isTheDefault() {
    Run run = main();

    assertThat(run.exit()).isZero();
    assertThat(run.out()).singleElement().asString().matches("fulgurite-agent \\d+\\.\\d+.*");
  }

  @Test
  void hooks_areListedById() {
    Run run = main("--list-hooks");

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .anyMatch(line -> line.startsWith("annotations "))
        .anyMatch(line -> line.matches("langchain4j\\.chat +subtypes of .*ChatModel#doChat"))
        .allSatisfy(line -> assertThat(line).hasSizeGreaterThan(30));
  }

  @Test
  void help_namesTheOptions() {
    Run run = main("--help");

    assertThat(run.exit()).isZero();
    assertThat(run.stdout())
        .contains(
            "-javaagent:", "agent.properties", "--version", "--list-hooks", "agent PID status");
  }

  @Test
  void unknownArgument_exitsWithTwo() {
    Run run = main("--verison");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).singleElement().asString().contains("--verison", "--help");
  }

  private Run main(String... arguments) {
    return ChildJvm.in(folder)
        .withoutAgent()
        .options("-jar", ChildJvm.AGENT.toString())
        .options(arguments)
        .java();
  }
}
