package dev.fulgurite.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.Emitter;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program under OpenTelemetry's agent with our extension, in a Java and a folder of its own. */
record Child(Path folder, List<String> options) {
  private static final Path AGENT = Path.of("target", "opentelemetry-javaagent.jar");
  static final Path EXTENSION = Path.of("target", "fulgurite-otel-extension.jar");

  static Child in(Path folder) {
    return new Child(folder, List.of());
  }

  Child with(String... more) {
    return new Child(folder, Stream.concat(options.stream(), Stream.of(more)).toList());
  }

  Run run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-javaagent:" + AGENT.toAbsolutePath());
    command.add("-Dotel.javaagent.extensions=" + EXTENSION.toAbsolutePath());
    for (String signal : List.of("traces", "metrics", "logs")) {
      command.add("-Dotel." + signal + ".exporter=none");
    }
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED"); // SQLite's library; else the JDK warns
    }
    command.addAll(options);
    command.add("-cp");
    command.add(classPath());
    command.add("app.Instrumented");
    command.addAll(List.of(arguments));
    return start(command);
  }

  private Run start(List<String> command) throws Exception {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(key -> key.matches("(OTEL|FULGURITE)_.*|J(AVA_TOOL|DK_JAVA)_OPTIONS"));
    Process process = builder.start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly().onExit().join();
    }
    assertThat(ended).as("ended: %s", command).isTrue();
    return new Run(process.exitValue(), lines(out), lines(err), folder);
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }

  /** The application, OpenTelemetry's API and ours; nothing of an SDK or a store. */
  private static String classPath() throws Exception {
    Class<?> common = Class.forName("io.opentelemetry.common.ComponentLoader");
    List<String> entries = new ArrayList<>();
    for (Class<?> type :
        List.of(Child.class, Emitter.class, OpenTelemetry.class, Context.class, common)) {
      entries.add(place(type));
    }
    return String.join(File.pathSeparator, entries);
  }

  private static String place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
