package dev.fulgurite.agent.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a program asks, which says what the answer is to be. Each line of the last user message may
 * be one of
 *
 * <ul>
 *   <li>{@code call add {"a":2,"b":3}}: the model asks for that tool; several lines, several tools
 *   <li>{@code say …}: the model's answer, exactly this text
 *   <li>{@code fail 500}, {@code fail 500 because}, {@code fail 429 once}: the HTTP status, always
 *       or the first time only, and what the error says
 *   <li>{@code hang}: a stream stops after its first word and is never ended
 * </ul>
 *
 * A word in {@code ~} is read backwards, so that only the model's answer holds what it says.
 * Without any of these the answer is {@code You said: } and the text. Once the tools' results have
 * come it is {@code The tools said: } and these, joined by {@code " and "}.
 *
 * @param results of the tools since the last user message
 * @param toolCallsBefore how many tools were ever asked for, in this conversation
 */
public record Question(String model, String text, List<String> results, int toolCallsBefore) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern BACKWARDS = Pattern.compile("~([^~\\s]+)~");
  private static final int LONGEST_PIECE = 10;

  /** A tool the model asks for. */
  public record Call(String id, String name, JsonNode arguments) {}

  /** The tools to ask for; none once their results have come. */
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    if (results.isEmpty()) {
      for (String call : lines("call")) {
        String[] parts = call.split(" ", 2);
        String id = "call-" + (toolCallsBefore + calls.size() + 1);
        calls.add(new Call(id, parts[0], json(parts.length > 1 ? parts[1] : "{}")));
      }
    }
    return calls;
  }

  /** The answer in words; empty where tools are asked for. */
  public String answer() {
    if (!results.isEmpty()) {
      return "The tools said: " + String.join(" and ", results);
    }
    if (!calls().isEmpty()) {
      return "";
    }
    return lines("say").stream().findFirst().orElse("You said: " + text);
  }

  /** The answer in pieces, as a stream brings it. */
  public List<String> words() {
    List<String> pieces = new ArrayList<>();
    for (String word : answer().split("(?<= )")) {
      for (int i = 0; i < word.length(); i += LONGEST_PIECE) {
        pieces.add(word.substring(i, Math.min(word.length(), i + LONGEST_PIECE)));
      }
    }
    return pieces;
  }

  Optional<String> failure() {
    return lines("fail").stream().findFirst();
  }

  boolean hangs() {
    return text.lines().anyMatch("hang"::equals);
  }

  private List<String> lines(String verb) {
    return text.lines()
        .map(String::strip)
        .filter(line -> line.startsWith(verb + " "))
        .map(line -> line.substring(verb.length() + 1))
        .map(Question::readBackwards)
        .toList();
  }

  private static String readBackwards(String line) {
    return BACKWARDS
        .matcher(line)
        .replaceAll(word -> new StringBuilder(word.group(1)).reverse().toString());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + text, e);
    }
  }
}
