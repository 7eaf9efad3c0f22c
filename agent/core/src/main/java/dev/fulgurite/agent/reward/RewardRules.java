package dev.fulgurite.agent.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which outcomes become rewards, as the settings say it: {@code test}, {@code tool.failed=-0.5},
 * {@code guardrail:safety}, {@code retry}, {@code pkg.Class[method]:accuracy}. An entry is an
 * outcome, {@code =} its value where the usual one does not fit, and {@code :} the name of the
 * reward. Immutable.
 *
 * @param outcomes by word, such as {@code tool.failed}
 * @param methods by {@code pkg.Class[method]}: the name of the reward that their result is
 * @param problems one line for each entry that could not be read
 */
public record RewardRules(
    Map<String, RewardRule> outcomes, Map<String, String> methods, List<String> problems) {
  public static final String TEST = "test";
  public static final String TOOL = "tool";
  public static final String GUARDRAIL = "guardrail";
  public static final String RETRY = "retry";

  private static final String PRIMARY = "primary";
  private static final String PASSED = ".passed";
  private static final String FAILED = ".failed";
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?<outcome>[\\w.$]+(?:\\[[\\w$]+])?)\\s*(?:=\\s*(?<value>[^:\\s]+))?\\s*(?::\\s*(?<name>\\S+))?");

  /**
   * @param key whose value {@code entries} is
   */
  public static RewardRules parse(String key, List<String> entries) {
    RewardRules rules =
        new RewardRules(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
    for (String entry : entries) {
      String problem = rules.add(entry.trim());
      if (problem != null) {
        rules.problems.add("%s: '%s' %s; it is ignored".formatted(key, entry.trim(), problem));
      }
    }
    return rules;
  }

  public boolean isEmpty() {
    return outcomes.isEmpty() && methods.isEmpty();
  }

  /** Whether some outcome of {@code source} is a reward. */
  public boolean include(String source) {
    return outcomes.containsKey(source)
        || outcomes.containsKey(source + PASSED)
        || outcomes.containsKey(source + FAILED);
  }

  /** What it is worth that {@code source} passed or failed; null for nothing. */
  public @Nullable RewardRule of(String source, boolean passed) {
    return outcomes.get(source + (passed ? PASSED : FAILED));
  }

  /** What a retry is worth; null for nothing. */
  public @Nullable RewardRule ofRetry() {
    return outcomes.get(RETRY);
  }

  /**
   * @return what is wrong with it, or null
   */
  private @Nullable String add(String entry) {
    Matcher matcher = ENTRY.matcher(entry);
    if (!matcher.matches()) {
      return "is no rule: write outcome=value:name, as in tool.failed=-0.5:tools";
    }
    String outcome = matcher.group("outcome");
    String name = matcher.group("name");
    String number = matcher.group("value");
    if (outcome.endsWith("]")) {
      methods.put(outcome, name == null ? PRIMARY : name);
      return number == null ? null : "has a value, but a method's result is its reward";
    }
    return add(outcome, name, number);
  }

  private @Nullable String add(String outcome, @Nullable String name, @Nullable String number) {
    Double value = number == null ? null : number(number);
    if (number != null && value == null) {
      return "has no finite number for a value";
    }
    int dot = outcome.indexOf('.');
    String source = dot < 0 ? outcome : outcome.substring(0, dot);
    String dimension = name != null ? name : source.equals(TEST) ? PRIMARY : source;
    switch (outcome) {
      case RETRY -> outcomes.put(RETRY, new RewardRule(dimension, value == null ? -1 : value));
      case TEST, TOOL, GUARDRAIL -> {
        if (value != null) {
          return "needs to say which of its outcomes is worth that: %s.passed or %s.failed"
              .formatted(outcome, outcome);
        }
        outcomes.put(outcome + PASSED, new RewardRule(dimension, 1));
        outcomes.put(outcome + FAILED, new RewardRule(dimension, 0));
      }
      case TEST + PASSED, TOOL + PASSED, GUARDRAIL + PASSED ->
          outcomes.put(outcome, new RewardRule(dimension, value == null ? 1 : value));
      case TEST + FAILED, TOOL + FAILED, GUARDRAIL + FAILED ->
          outcomes.put(outcome, new RewardRule(dimension, value == null ? 0 : value));
      default -> {
        return "is no outcome; there are test, tool, guardrail (each with .passed and .failed),"
            + " retry, and pkg.Class[method]";
      }
    }
    return null;
  }

  private static @Nullable Double number(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
