package dev.fulgurite.exporter.training;

import java.util.Locale;

/**
 * Which model call a reward belongs to, where the reward does not say so itself. A reward whose
 * links match calls goes to those under every policy, as does one that stands on the call's own
 * span; a call keeps its first reward. Immutable.
 */
public final class CreditPolicy {
  /**
   * In start order, each reward goes to the latest call that has ended when the reward starts and
   * has none yet, so that a later reward may fill an earlier call. The default.
   */
  public static final CreditPolicy FIRST_OCCURRENCE = new CreditPolicy(Rule.FIRST_OCCURRENCE, 1);

  /** As {@link #FIRST_OCCURRENCE}, among the children of the reward's own parent. */
  public static final CreditPolicy FIRST_SIBLING = new CreditPolicy(Rule.FIRST_SIBLING, 1);

  /**
   * In the order of sequence ids, then starts, each reward goes to the latest call with a smaller
   * sequence id that has none yet.
   */
  public static final CreditPolicy BY_SEQUENCE = new CreditPolicy(Rule.BY_SEQUENCE, 1);

  /** The last reward, with a link or without, goes to every call that none names. */
  public static final CreditPolicy FINAL = new CreditPolicy(Rule.FINAL, 1);

  enum Rule {
    FIRST_OCCURRENCE,
    FIRST_SIBLING,
    BY_SEQUENCE,
    FINAL,
    DISCOUNTED
  }

  private final Rule rule;
  private final double gamma;

  private CreditPolicy(Rule rule, double gamma) {
    this.rule = rule;
    this.gamma = gamma;
  }

  /**
   * The last reward, with a link or without, goes to the last call whole, and to each earlier call
   * {@code gamma} times what the next one gets.
   *
   * @param gamma from 0 to 1
   */
  public static CreditPolicy discounted(double gamma) {
    if (!(gamma >= 0 && gamma <= 1)) {
      throw new IllegalArgumentException("gamma must be from 0 to 1, was " + gamma);
    }
    return new CreditPolicy(Rule.DISCOUNTED, gamma);
  }

  /**
   * Reads {@code first-occurrence}, {@code first-sibling}, {@code by-sequence}, {@code final} or
   * {@code discounted:GAMMA}; case and the kind of dash do not matter.
   */
  public static CreditPolicy parse(String text) {
    String word = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    try {
      if (word.startsWith("DISCOUNTED:")) {
        return discounted(Double.parseDouble(word.substring("DISCOUNTED:".length())));
      }
      return switch (Rule.valueOf(word)) {
        case FIRST_OCCURRENCE -> FIRST_OCCURRENCE;
        case FIRST_SIBLING -> FIRST_SIBLING;
        case BY_SEQUENCE -> BY_SEQUENCE;
        case FINAL -> FINAL;
        case DISCOUNTED -> throw new IllegalArgumentException("gamma is missing");
      };
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "unknown credit policy '"
              + text
              + "': use first-occurrence, first-sibling, by-sequence, final or discounted:GAMMA"
              + " with GAMMA from 0 to 1",
          e);
    }
  }

  /** Credits the rewards of {@code episode}. */
  public Credit credit(Episode episode) {
    return new CreditAssignment(episode).apply(rule, gamma);
  }

  @Override
  public String toString() {
    String word = rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return rule == Rule.DISCOUNTED ? word + ":" + gamma : word;
  }
}
