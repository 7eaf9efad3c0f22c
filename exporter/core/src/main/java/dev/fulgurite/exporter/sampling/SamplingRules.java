package dev.fulgurite.exporter.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shares to keep by event kind or agent name, such as {@code kind:tool=0.1,agent:planner=0.5}. They
 * choose span by span, not trace by trace; the first that matches decides. Immutable.
 */
public final class SamplingRules {
  /** Keeps everything. */
  public static final SamplingRules NONE = new SamplingRules(List.of());

  private final List<Rule> rules;

  private record Rule(boolean agent, String value, double share) {
    boolean matches(String kind, @Nullable String agentName) {
      return value.equals(agent ? agentName : kind);
    }

    @Override
    public String toString() {
      return (agent ? "agent:" : "kind:") + value + "=" + share;
    }
  }

  private SamplingRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Rules separated by commas; blank for none. Kinds in any case, agent names exactly.
   *
   * @throws IllegalArgumentException naming the rule that cannot be read and how one is written
   */
  public static SamplingRules parse(String text) {
    List<Rule> rules = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        rules.add(rule(part.trim()));
      }
    }
    return new SamplingRules(rules);
  }

  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /**
   * Whether the span stays. Always the same for the same span id, in every destination.
   *
   * @param kind in lower case, such as {@code tool}
   * @param spanId 16 hexadecimal digits
   */
  public boolean keeps(String kind, @Nullable String agentName, String spanId) {
    for (Rule rule : rules) {
      if (rule.matches(kind, agentName)) {
        return fraction(spanId) < rule.share;
      }
    }
    return true;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return String.join(",", rules.stream().map(Rule::toString).toList());
  }

  private static Rule rule(String text) {
    int colon = text.indexOf(':');
    int equals = text.lastIndexOf('=');
    String by = colon < 0 ? "" : text.substring(0, colon).trim();
    boolean agent = by.equals("agent");
    String value = colon < equals ? text.substring(colon + 1, equals).trim() : "";
    if (value.isEmpty() || !(agent || by.equals("kind"))) {
      throw unreadable(text);
    }
    return new Rule(agent, agent ? value : value.toLowerCase(Locale.ROOT), share(text, equals));
  }

  private static double share(String text, int equals) {
    double share;
    try {
      share = Double.parseDouble(text.substring(equals + 1).trim());
    } catch (NumberFormatException e) {
      throw unreadable(text);
    }
    if (!(share >= 0 && share <= 1)) {
      throw unreadable(text);
    }
    return share;
  }

  private static IllegalArgumentException unreadable(String rule) {
    return new IllegalArgumentException(
        "sampling rule '%s' is not kind:KIND=SHARE or agent:NAME=SHARE with a share from 0.0 to 1.0"
            .formatted(rule));
  }

  /** From 0 inclusive to 1 exclusive; the ids of some tracers are not random in every bit. */
  private static double fraction(String spanId) {
    long z = Long.parseUnsignedLong(spanId, 16) + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
  }
}
