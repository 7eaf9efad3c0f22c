package dev.fulgurite.examples.twoprocesses;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** README's command. */
class TwoProcessesIT {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @Test
  void theReportIsWritten_whenTheFirstWorkerIsKilledHalfWay() throws Exception {
    Process demo =
        new ProcessBuilder(JAVA.toString(), "-jar", "target/two-processes.jar")
            .redirectErrorStream(true)
            .start();
    List<String> lines = demo.inputReader().lines().toList();

    assertThat(demo.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(lines)
        .contains("planner: planned 20 sections")
        .contains("demo: killed the first worker, which holds sections")
        .anyMatch(line -> line.startsWith("second: takes over "))
        .anyMatch(line -> line.startsWith("planner: 20 of 20 sections are written, by {first="));
    assertThat(demo.exitValue()).isZero();
    System.out.println(String.join(System.lineSeparator(), lines));
  }
}
