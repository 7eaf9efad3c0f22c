package dev.fulgurite.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** {@code fulgurite}, asked about the store below {@code folder}. */
record CommandLine(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  Run run(String... arguments) throws InterruptedException {
    try (Child child =
        Child.java(answers(), Jdk.RUNNING, "-jar", Products.COMMAND_LINE.toString())
            .with(arguments)
            .with("--store", "sqlite:" + folder.resolve(".fulgurite/fulgurite.db"))) {
      return child.run();
    }
  }

  List<JsonNode> sessions() throws InterruptedException {
    return array(run("sessions", "--json").succeeded().out());
  }

  List<JsonNode> ledger() throws InterruptedException {
    return array(run("ledger", "--json").succeeded().out());
  }

  List<JsonNode> spans(String... filters) throws InterruptedException {
    return lines(run(concat("spans", filters)).succeeded());
  }

  List<JsonNode> triplets() throws InterruptedException {
    return lines(run("export", "--format", "triplets").succeeded());
  }

  static List<JsonNode> lines(Run run) {
    return run.outLines().stream().filter(line -> !line.isBlank()).map(CommandLine::json).toList();
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  private static List<JsonNode> array(String text) {
    return StreamSupport.stream(json(text).spliterator(), false).toList();
  }

  private static String[] concat(String first, String... rest) {
    String[] all = new String[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  /** A folder beside, so that answers do not overwrite what the program said. */
  private Path answers() {
    try {
      return Files.createDirectories(folder.resolve("answers"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
