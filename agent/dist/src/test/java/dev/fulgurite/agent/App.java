package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program of {@code agent/apps}, with the class path that its own module was built with. Each run
 * has a folder of its own, so that each has a store of its own. Immutable.
 */
final class App {
  private static final Path APPS = Path.of("..", "apps").toAbsolutePath().normalize();

  private final String name;
  private final Path folder;
  private final Path javaHome;
  private final List<String> options;

  private App(String name, Path folder, Path javaHome, List<String> options) {
    this.name = name;
    this.folder = folder;
    this.javaHome = javaHome;
    this.options = options;
  }

  /**
   * @param name of its module, such as {@code openai-newest}
   * @param folder for the folders of its runs
   */
  static App named(String name, Path folder) {
    return new App(name, folder, Jdks.current(), List.of());
  }

  App on(Path javaHome) {
    return new App(name, folder, javaHome, options);
  }

  /** With these options of the JVM in every run from now on. */
  App options(String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new App(name, folder, javaHome, List.copyOf(all));
  }

  /** Runs {@code app.mainClass} under the agent. */
  Run run(String mainClass, String... arguments) {
    return jvm().run(mainClass, arguments);
  }

  Run runWithoutAgent(String mainClass, String... arguments) {
    return jvm().withoutAgent().run(mainClass, arguments);
  }

  /**
   * Runs it three times and asserts that the agent changes nothing: same exit code and standard
   * output; on standard error its own two lines more, and with {@code fulgurite.quiet} not one.
   *
   * @return the run under the agent that was not quiet
   */
  Run runsAlike(String mainClass, String... arguments) {
    Run without = runWithoutAgent(mainClass, arguments);
    Run with = run(mainClass, arguments);
    Run quiet = options("-Dfulgurite.quiet=true").run(mainClass, arguments);

    assertThat(with.exit()).as(with.toString()).isEqualTo(without.exit());
    assertThat(with.stdout()).as(with.toString()).isEqualTo(without.stdout());
    assertThat(quiet.stdout()).isEqualTo(without.stdout());
    assertThat(quiet.exit()).isEqualTo(without.exit());
    assertThat(quiet.stderr()).isEqualTo(without.stderr());
    assertThat(programsOwn(with)).isEqualTo(without.err());
    assertThat(agentsOwn(with))
        .containsExactly(
            "recording to STORE",
            "N spans recorded, N stored, 0 dropped, 0 failed;"
                + " read them: java -jar fulgurite.jar sessions");
    return with;
  }

  private static List<String> programsOwn(Run run) {
    return run.err().stream().filter(line -> !line.startsWith("[fulgurite] ")).toList();
  }

  private static List<String> agentsOwn(Run run) {
    return run.err().stream()
        .filter(line -> line.startsWith("[fulgurite] "))
        .map(line -> line.replace(run.store().toString(), "STORE"))
        .map(line -> line.replaceAll("^\\[fulgurite\\] (.*: (?=recording))?", ""))
        .map(
            line ->
                line.replaceAll(
                    "\\b(\\d+) spans recorded, \\1 stored", "N spans recorded, N stored"))
        .toList();
  }

  /** Its own classes and all that it depends on. */
  String classPath() {
    return classPath(name);
  }

  /**
   * @param name of an application's module
   */
  static String classPath(String name) {
    try {
      Path target = APPS.resolve(name).resolve("target");
      return target.resolve("classes")
          + File.pathSeparator
          + Files.readString(target.resolve("classpath.txt")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ChildJvm jvm() {
    try {
      return ChildJvm.bare(Files.createTempDirectory(folder, "run"))
          .on(javaHome)
          .options(options.toArray(String[]::new))
          .classPath(classPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
