package dev.fulgurite.exporter.store;

import java.time.Duration;
import java.util.Set;

/**
 * What a store keeps beside its bound in bytes. Rules are held behind appends, in short steps; what
 * they remove is counted as {@link SpanReader#pruned()}. Immutable.
 *
 * @param maxAge a session whose last span ended longer ago goes whole; zero for no bound
 * @param maxSessionSpans of a session with more spans the oldest go; 0 for no bound
 * @param keep sessions that neither rule touches, and that the bound in bytes takes last
 */
public record Retention(Duration maxAge, long maxSessionSpans, Set<Keep> keep) {
  /** Everything, for ever. */
  public static final Retention ALL = new Retention(Duration.ZERO, 0, Set.of());

  /** Which sessions are kept: those that have one span of the kind. */
  public enum Keep {
    /** With a reward. */
    REWARDS,
    /** That failed, as summaries count errors. */
    ERRORS,
    /** With a tag, of the session or of a reward. */
    TAGGED
  }

  /**
   * @throws IllegalArgumentException where a bound is negative
   */
  public Retention {
    if (maxAge.isNegative() || maxSessionSpans < 0) {
      throw new IllegalArgumentException(
          "bounds must not be negative: maxAge " + maxAge + ", maxSessionSpans " + maxSessionSpans);
    }
    keep = Set.copyOf(keep);
  }
}
