package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program under the packaged agent, in a Java of its own and a folder of its own. */
final class ChildJvm {
  static final Path AGENT = Path.of("target", "fulgurite-agent.jar").toAbsolutePath();

  /** These programs start, and end at once: what a compiler would gain they cannot spend. */
  private static final List<String> BRIEF = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final Path folder;
  private final List<String> options = new ArrayList<>();
  private final List<String> otherAgents = new ArrayList<>();
  private final List<String> classPath = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private Path javaHome = Jdks.current();
  private boolean agent = true;
  private String agentArguments = "";

  private ChildJvm(Path folder) {
    this.folder = folder;
    // A JVM says on standard error that it picked these up.
    environment.put("JAVA_TOOL_OPTIONS", "");
    environment.put("JDK_JAVA_OPTIONS", "");
  }

  /** With the programs of the app package on its class path. */
  static ChildJvm in(Path folder) {
    return bare(folder).classPath(ClassPaths.apps());
  }

  /** With an empty class path. */
  static ChildJvm bare(Path folder) {
    return new ChildJvm(folder);
  }

  /** Its working directory. */
  Path folder() {
    return folder;
  }

  ChildJvm on(Path javaHome) {
    this.javaHome = javaHome;
    return this;
  }

  ChildJvm withoutAgent() {
    agent = false;
    return this;
  }

  ChildJvm agentArguments(String text) {
    agentArguments = "=" + text;
    return this;
  }

  /** Another agent, which starts before this one. */
  ChildJvm after(Path otherAgent) {
    otherAgents.add("-javaagent:" + otherAgent);
    return this;
  }

  ChildJvm options(String... options) {
    this.options.addAll(List.of(options));
    return this;
  }

  ChildJvm environment(String key, String value) {
    environment.put(key, value);
    return this;
  }

  ChildJvm classPath(String... entries) {
    classPath.addAll(List.of(entries));
    return this;
  }

  /** Runs {@code mainClass} of the app package to its end. */
  Run run(String mainClass, String... arguments) {
    main(mainClass, arguments);
    return java();
  }

  /** Starts {@code mainClass} of the app package, which does what its standard input says. */
  LiveProgram serve(String mainClass, String... arguments) throws IOException {
    main(mainClass, arguments);
    Path err = Files.createTempFile(folder, "err", ".txt");
    return LiveProgram.of(builder(javaCommand()).redirectError(err.toFile()).start(), err, folder);
  }

  private void main(String mainClass, String... arguments) {
    options.add("-cp");
    options.add(String.join(File.pathSeparator, classPath));
    options.add("app." + mainClass);
    options.addAll(List.of(arguments));
  }

  /** Runs java with the options so far. */
  Run java() {
    return start(javaCommand());
  }

  private List<String> javaCommand() {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.addAll(BRIEF);
    command.addAll(otherAgents);
    if (agent) {
      command.add("-javaagent:" + AGENT + agentArguments);
    }
    command.addAll(options);
    return command;
  }

  /** Runs a tool of the JDK, under the agent by JAVA_TOOL_OPTIONS. */
  Run tool(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve(name).toString());
    command.addAll(List.of(arguments));
    environment.put("JAVA_TOOL_OPTIONS", "-javaagent:" + AGENT);
    return start(command);
  }

  private Run start(List<String> command) {
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      Process process =
          builder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      boolean ended = process.waitFor(2, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly().onExit().join();
      }
      assertThat(ended).as("ended: %s", command).isTrue();
      return new Run(process.exitValue(), Files.readString(out), Files.readString(err), folder);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(key -> key.matches("(OTEL|FULGURITE)_.*"));
    environment.forEach(
        (key, value) -> {
          if (value.isEmpty()) {
            builder.environment().remove(key);
          } else {
            builder.environment().put(key, value);
          }
        });
    return builder;
  }
}
