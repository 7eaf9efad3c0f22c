package dev.fulgurite.examples.travel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of README: the packaged program under the packaged agent, and what it shows. */
class TravelDeskIT {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void program_saysTheSame_andShowsTheTreeOfTheReadme() throws Exception {
    List<String> said =
        java(
            "-javaagent:" + ROOT.resolve("agent/dist/target/fulgurite-agent.jar"),
            "-jar",
            Path.of("target", "adk-agent.jar").toAbsolutePath().toString());
    List<String> shown =
        java("-jar", ROOT.resolve("exporter/cli/target/fulgurite.jar").toString(), "show", "ada");

    assertThat(said)
        .containsExactly(
            "planner: Sunny; trains at 08:30 and 13:00.",
            "clerk: Take the 08:30 train, and sunglasses.");
    assertThat(timeless(shown.stream())).isEqualTo(timeless(readme().stream()));
    assertThat(shown).hasSizeGreaterThan(10);
  }

  /** The block that begins with the session. */
  private static List<String> readme() throws IOException {
    return Files.readAllLines(Path.of("README.md")).stream()
        .dropWhile(line -> !line.startsWith("session ada"))
        .takeWhile(line -> !line.startsWith("```"))
        .toList();
  }

  private static List<String> timeless(Stream<String> lines) {
    return lines
        .map(line -> line.replaceAll("trace [0-9a-f]{32}", "trace T"))
        .map(line -> line.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "WHEN"))
        .map(line -> line.replaceAll("[\\d.]+ (µs|ms|s)\\b", "TIME"))
        .toList();
  }

  private List<String> java(String... arguments) throws Exception {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(Stream.of(java), Stream.of(arguments)).toList())
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(key -> key.matches("(OTEL|FULGURITE|GOOGLE|ADK|JAVA_TOOL|JDK_JAVA)_.*"));
    Process process = builder.start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly().onExit().join();
    }
    assertThat(ended).isTrue();
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    return Files.readAllLines(out);
  }
}
