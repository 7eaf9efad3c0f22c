package dev.fulgurite.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * README's first command: the example under the agent, then the questions one would ask. Prints
 * each command as it can be typed in the root of the repository.
 */
public final class Tour {
  private static final File ROOT = Path.of("").toAbsolutePath().getParent().getParent().toFile();
  private static final String AGENT = "agent/dist/target/fulgurite-agent.jar";
  private static final String FULGURITE = "exporter/cli/target/fulgurite.jar";
  private static final String PROGRAM = "examples/math-agent/target/math-agent.jar";

  private Tour() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    for (String jar : List.of(AGENT, FULGURITE, PROGRAM)) {
      if (!new File(ROOT, jar).isFile()) {
        System.err.println(jar + " is missing: build it with mvn -q -DskipTests package");
        System.exit(1);
      }
    }
    show("-javaagent:" + AGENT, "-jar", PROGRAM);
    show("-jar", FULGURITE, "sessions");
    show("-jar", FULGURITE, "show", newestFailure());
    show("-jar", FULGURITE, "ledger");
  }

  /** A session with a failed tool call and a reward: it has one of everything. */
  private static String newestFailure() throws IOException, InterruptedException {
    Process process =
        builder("-jar", FULGURITE, "sessions", "--json")
            .redirectOutput(ProcessBuilder.Redirect.PIPE)
            .start();
    JsonNode sessions =
        CommandLine.json(
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    process.waitFor();
    return StreamSupport.stream(sessions.spliterator(), false)
        .filter(session -> session.get("errors").asInt() > 0)
        .findFirst()
        .orElse(sessions.get(0))
        .get("session_id")
        .asText();
  }

  private static void show(String... arguments) throws IOException, InterruptedException {
    System.out.println("\n$ java " + String.join(" ", arguments));
    int exitCode = builder(arguments).inheritIO().start().waitFor();
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  private static ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Jdk.RUNNING.java());
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(ROOT).redirectError(ProcessBuilder.Redirect.INHERIT);
    // The tour replays recorded solutions; somebody's key must not make it ask, and pay, a model.
    builder.environment().keySet().removeIf(key -> key.startsWith("OPENAI_"));
    return builder;
  }
}
