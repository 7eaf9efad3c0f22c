package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
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
  private static final int SHARE = 16;
  private static final SpanMatcher TAGGED =
      SpanMatcher.of(
          SpanQuery.builder()
              .setFilter(new SpanFilter.Field(SpanField.TAG, Operator.EXISTS, ""))
              .build());

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

  /**
   * A session that ended before this goes for its age; in nanoseconds since 1970. The smallest
   * number there is where that is too long ago to be told so.
   */
  public long endedBefore(Instant now) {
    try {
      return Duration.between(Instant.EPOCH, now.minus(maxAge)).toNanos();
    } catch (ArithmeticException | DateTimeException e) {
      return Long.MIN_VALUE;
    }
  }

  /**
   * How many spans a session has left that had more than {@link #maxSessionSpans}: some less than
   * that, so that not each append has to remove.
   */
  public long trimmedSessionSpans() {
    return maxSessionSpans - maxSessionSpans / SHARE;
  }

  /** Whether {@code span} keeps its session where {@link Keep#TAGGED} is asked for. */
  public static boolean isTagged(StoredSpan span) {
    return TAGGED.matches(span);
  }
}
