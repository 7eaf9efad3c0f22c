package dev.fulgurite.examples.math.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads problems from JSON lines. A line is a reference, {@code {"question", "answer"}}, or holds
 * recorded outputs of models, {@code {"question", "ground_truth", "<model>": {"solution"}, …}}.
 *
 * <p>Everything is read before anything runs: a bad line stops the program while nothing has
 * happened yet. Lines beyond the limit are not looked at.
 */
public final class Dataset {
  /** Names the worked solution that comes with a question, in place of a model. */
  public static final String REFERENCE = "reference";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final String name;
  private final int limit;
  private final Map<String, Integer> lineOfQuestion = new HashMap<>();
  private @Nullable String model;
  private int line;

  private Dataset(String name, @Nullable String model, int limit) {
    this.name = name;
    this.model = model;
    this.limit = limit;
  }

  /**
   * The first {@code limit} problems of {@code lines}.
   *
   * @param name what messages call the source
   * @param model whose output to replay; null for the first that the first line has
   * @throws BadInputException naming the source, the line and the remedy
   */
  public static List<Problem> read(
      BufferedReader lines, String name, @Nullable String model, int limit) {
    return new Dataset(name, model, limit).read(lines);
  }

  private List<Problem> read(BufferedReader lines) {
    List<Problem> problems = new ArrayList<>();
    while (problems.size() < limit) {
      String text = next(lines);
      if (text == null) {
        break;
      }
      if (!text.isBlank()) {
        problems.add(problem(problems.size() + 1, object(text)));
      }
    }
    if (problems.isEmpty()) {
      throw new BadInputException(name + " holds no problem; give it one JSON object per line");
    }
    return problems;
  }

  private @Nullable String next(BufferedReader lines) {
    line++;
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new BadInputException("cannot read " + name + ": " + e.getMessage());
    }
  }

  private JsonNode object(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw bad("is not complete JSON", mendOrStopBefore());
    }
    throw bad("is not a JSON object", mendOrStopBefore());
  }

  private Problem problem(int number, JsonNode node) {
    String question = text(node, "question");
    Integer earlier = lineOfQuestion.putIfAbsent(question, line);
    if (earlier != null) {
      throw bad("repeats the question of line " + earlier, "remove one of the two");
    }
    String truth = text(node, node.has("answer") ? "answer" : "ground_truth");
    return new Problem(number, question, Solution.parse(solution(node, truth)), expected(truth));
  }

  private String solution(JsonNode node, String truth) {
    if (model == null) {
      List<String> models = models(node);
      model = models.isEmpty() ? REFERENCE : models.get(0);
    }
    if (model.equals(REFERENCE)) {
      return truth;
    }
    JsonNode solution = node.path(model).path("solution");
    if (!solution.isTextual()) {
      throw bad("has no output of model " + model, "use --model with one of " + choices(node));
    }
    return solution.textValue();
  }

  private BigDecimal expected(String truth) {
    return FinalAnswer.of(truth)
        .orElseThrow(() -> bad("has no final answer", "end it with a line like #### 18"));
  }

  private String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw bad("has no text under \"" + key + "\"", mendOrStopBefore());
    }
    return value.textValue();
  }

  private static List<String> models(JsonNode node) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getValue().path("solution").isTextual()) {
        names.add(field.getKey());
      }
    }
    return names;
  }

  private static String choices(JsonNode node) {
    List<String> choices = models(node);
    choices.add(REFERENCE);
    return String.join(", ", choices);
  }

  private String mendOrStopBefore() {
    return line == 1
        ? "mend or remove that line"
        : "mend or remove that line, or stop before it with --limit";
  }

  private BadInputException bad(String what, String remedy) {
    return new BadInputException(name + " line " + line + " " + what + "; " + remedy);
  }
}
