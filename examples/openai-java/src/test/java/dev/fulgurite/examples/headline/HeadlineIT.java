package dev.fulgurite.examples.headline;

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
class HeadlineIT {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void program_saysTheSame_andShowsTheTreeOfTheReadme() throws Exception {
    List<String> said =
        java(
            "-javaagent:" + ROOT.resolve("agent/dist/target/fulgurite-agent.jar"),
            "-Dfulgurite.instrument.methods=dev.fulgurite.examples.headline.Headline[about]",
            "-jar",
            Path.of("target", "openai-java.jar").toAbsolutePath().toString());
    String sessions = String.join("", fulgurite("sessions", "--json"));
    String id = sessions.replaceAll(".*\"session_id\":\"([0-9a-f]{32})\".*", "$1");
    List<String> shown = fulgurite("show", id);

    assertThat(said).containsExactly("A cat was found on a train.", "Cat found on train");
    assertThat(timeless(shown.stream())).isEqualTo(timeless(readme().stream()));
    assertThat(shown).hasSizeGreaterThan(5);
  }

  private List<String> fulgurite(String... command) throws Exception {
    String jar = ROOT.resolve("exporter/cli/target/fulgurite.jar").toString();
    return java(Stream.concat(Stream.of("-jar", jar), Stream.of(command)).toArray(String[]::new));
  }

  /** The block that begins with the session. */
  private static List<String> readme() throws IOException {
    return Files.readAllLines(Path.of("README.md")).stream()
        .dropWhile(line -> !line.startsWith("session "))
        .takeWhile(line -> !line.startsWith("```"))
        .toList();
  }

  private static List<String> timeless(Stream<String> lines) {
    return lines
        .map(line -> line.replaceAll("(session|trace) [0-9a-f]{32}", "$1 ID"))
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
        .removeIf(key -> key.matches("(OTEL|FULGURITE|OPENAI|JAVA_TOOL|JDK_JAVA)_.*"));
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
