package dev.fulgurite.exporter.sampling;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which share of certain spans is kept, each span by itself.
 *
 * @param subject whether {@code value} is a kind or an agent's name
 * @param value such as {@code tool}, or {@code planner}
 * @param rate from 0.0, none, to 1.0, all
 */
public record SamplingRule(Subject subject, String value, double rate) {
  private static final Set<String> KINDS =
      Set.of(
          "span",
          "message",
          "reward",
          "annotation",
          "object",
          "exception",
          "operation",
          "llm",
          "tool",
          "agent");

  /** What a rule looks at. */
  public enum Subject {
    /** The event kind's word, such as {@code tool}. */
    KIND,
    /** {@code gen_ai.agent.name}. */
    AGENT
  }

  /** Throws {@link IllegalArgumentException} for an unknown kind, or a rate that is none. */
  public SamplingRule {
    if (subject == Subject.KIND && !KINDS.contains(value)) {
      throw new IllegalArgumentException(
          "'"
              + value
              + "' is no kind: use one of "
              + String.join(", ", KINDS.stream().sorted().toList()));
    }
    if (value.isEmpty()) {
      throw new IllegalArgumentException("the agent's name is missing: write agent:NAME=RATE");
    }
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("the rate must be from 0.0 to 1.0, was " + rate);
    }
  }

  /**
   * Reads {@code kind:tool=0.1,agent:planner=0.5}. Of the rules that fit a span the first holds, so
   * the order counts. An agent's name with a comma cannot be written.
   *
   * @throws IllegalArgumentException naming the rule that cannot be read, and how to write it
   */
  public static List<SamplingRule> parse(String text) {
    return Stream.of(text.split(","))
        .map(String::trim)
        .filter(s -> !s.isEmpty())
        .map(SamplingRule::one)
        .toList();
  }

  private static SamplingRule one(String text) {
    int colon = text.indexOf(':');
    int equals = text.lastIndexOf('=');
    try {
      if (colon < 0 || equals < colon) {
        throw new IllegalArgumentException("write kind:KIND=RATE or agent:NAME=RATE");
      }
      String value = text.substring(colon + 1, equals).trim();
      return new SamplingRule(
          subject(text.substring(0, colon).trim()), value, rate(text.substring(equals + 1).trim()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("sampling rule '" + text + "': " + e.getMessage(), e);
    }
  }

  private static Subject subject(String word) {
    return switch (word) {
      case "kind" -> Subject.KIND;
      case "agent" -> Subject.AGENT;
      default ->
          throw new IllegalArgumentException(
              "'" + word + "' is unknown: write kind:KIND=RATE or agent:NAME=RATE");
    };
  }

  private static double rate(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no rate: write a number from 0.0 to 1.0", e);
    }
  }

  boolean fits(String kind, @Nullable String agent) {
    return value.equals(subject == Subject.KIND ? kind : agent);
  }

  /** As it is written in the setting. */
  @Override
  public String toString() {
    return (subject == Subject.KIND ? "kind:" : "agent:") + value + "=" + rate;
  }
}
