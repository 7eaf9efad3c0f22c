package dev.fulgurite.exporter.store;

import java.util.Comparator;

/**
 * A place in the order of spans: after the span that started at {@code startEpochNanos} and was the
 * {@code arrival}-th that the store got. It stays valid while spans come and go.
 */
public record SpanCursor(long startEpochNanos, long arrival) implements Comparable<SpanCursor> {
  private static final Comparator<SpanCursor> ORDER =
      Comparator.comparingLong(SpanCursor::startEpochNanos).thenComparingLong(SpanCursor::arrival);

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException naming the text
   */
  public static SpanCursor parse(String text) {
    int colon = text.indexOf(':');
    try {
      return new SpanCursor(
          Long.parseLong(text, 0, Math.max(colon, 0), 10),
          Long.parseLong(text, colon + 1, text.length(), 10));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "cursor must be a nextCursor that this store gave: '" + text + "'", e);
    }
  }

  @Override
  public int compareTo(SpanCursor other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return startEpochNanos + ":" + arrival;
  }
}
