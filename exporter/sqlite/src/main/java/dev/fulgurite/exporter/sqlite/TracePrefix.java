package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanKey;

/** A condition on the first digits of a trace id, which is kept as two numbers. */
final class TracePrefix {
  private static final int HALF = 16;

  /**
   * So many digits name few traces, even among millions: they are the quickest way to the spans.
   */
  private static final int SEEKING = 6;

  static SqlCondition of(String digits) {
    String least = digits + "0".repeat(Math.max(0, 2 * HALF - digits.length()));
    String most = digits + "f".repeat(Math.max(0, 2 * HALF - digits.length()));
    if (digits.isEmpty()) {
      return SqlCondition.EVERY;
    } else if (!SpanKey.isTraceId(least)) {
      return SqlCondition.NONE;
    }
    // All numbers between have the first digit, and so the sign, of both.
    SqlCondition found =
        digits.length() <= HALF
            ? SqlCondition.exactly(in("hi BETWEEN ? AND ?"), number(least, 0), number(most, 0))
            : SqlCondition.exactly(
                in("hi = ? AND lo BETWEEN ? AND ?"),
                number(least, 0),
                number(least, HALF),
                number(most, HALF));
    return digits.length() < SEEKING ? found : found.seeking();
  }

  private static String in(String which) {
    return "p.trace_id IN (SELECT id FROM trace WHERE " + which + ")";
  }

  private static long number(String id, int from) {
    return SpanKey.number(id.substring(from, from + HALF));
  }

  private TracePrefix() {}
}
