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
    assertThat(run.out()).anyMatch(line -> line.startsWith("annotations "));
  }

  @Test
  void help_namesTheOptions() {
    assertThat(main("--help").out()).anyMatch(line -> line.contains("-javaagent:"));
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
