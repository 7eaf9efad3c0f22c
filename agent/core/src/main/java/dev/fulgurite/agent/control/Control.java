package dev.fulgurite.agent.control;

import dev.fulgurite.agent.genai.Json;
import dev.fulgurite.agent.log.Console;
import dev.fulgurite.agent.runtime.Pipeline;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Does what is asked of the running agent through the attach API, which lets in nobody but the user
 * that runs the program: {@code control=COMMAND;reply=FILE}. The answer, a JSON object, goes into
 * the file, which must be there and empty. Never throws.
 */
public record Control(About about, Pipeline pipeline, Watching watching, Mismatches mismatches)
    implements Consumer<String> {
  private static final String COMMAND = "control=";
  private static final String REPLY = ";reply=";

  @Override
  public void accept(String request) {
    int reply = request.lastIndexOf(REPLY);
    if (!request.startsWith(COMMAND) || reply < 0) {
      Console.line(
          "the agent is running already (%s): a second one is left out, and nothing changes"
              .formatted(about.version()));
      return;
    }
    File file = new File(request.substring(reply + REPLY.length()));
    String command = request.substring(COMMAND.length(), reply);
    Console.guard("answering '" + command + "'", () -> write(file, answer(command)));
  }

  private static void write(File file, Map<String, Object> answer) {
    if (!file.isFile() || file.length() > 0) {
      throw new IllegalArgumentException("'" + file + "' is no empty file to write an answer to");
    }
    try (FileOutputStream out = new FileOutputStream(file)) {
      out.write(Objects.requireNonNull(Json.write(answer)).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("cannot write to '" + file + "'", e);
    }
  }

  Map<String, Object> answer(String command) {
    try {
      int blank = command.indexOf(' ');
      String word = blank < 0 ? command : command.substring(0, blank);
      String operand = blank < 0 ? "" : command.substring(blank + 1);
      return switch (word) {
        case "status" -> new Status(about, pipeline, watching, mismatches).read();
        case "sample-rate" -> sampleRate(operand);
        case "methods" -> methods(operand);
        default ->
            error(
                "unknown command '%s': this agent (%s) knows status, sample-rate and methods"
                    .formatted(word, about.version()));
      };
    } catch (RuntimeException | LinkageError e) {
      return error("the agent could not do that: " + e);
    }
  }

  private Map<String, Object> sampleRate(String rate) {
    double before = pipeline.sampleRate();
    try {
      pipeline.setSampleRate(rate);
    } catch (IllegalArgumentException e) {
      return error("sample-rate = '%s' is not a number from 0.0 to 1.0".formatted(rate));
    }
    return lines(
        List.of(
            "sample rate %s, was %s: holds for traces that begin from now on"
                .formatted(pipeline.sampleRate(), before)));
  }

  private Map<String, Object> methods(String text) {
    MethodList list = MethodList.parse("methods", text);
    if (!list.problems().isEmpty()) {
      return error(list.problems().get(0));
    }
    return lines(list.methods().stream().map(watching::add).toList());
  }

  private static Map<String, Object> lines(List<String> lines) {
    return Map.of("lines", lines);
  }

  private static Map<String, Object> error(String message) {
    return Map.of("error", message);
  }
}
