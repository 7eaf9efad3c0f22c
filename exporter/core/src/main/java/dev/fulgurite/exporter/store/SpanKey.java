package dev.fulgurite.exporter.store;

import dev.fulgurite.api.SpanView;
import java.util.HexFormat;

/**
 * What makes a span the same span: its trace id in two halves and its span id, as numbers. Two
 * spans with equal keys are one span sent twice.
 */
public record SpanKey(long traceHigh, long traceLow, long spanId) {
  private static final int TRACE_DIGITS = 32;
  private static final int HALF = 16;

  /**
   * @throws IllegalArgumentException where an id is not lower-case hexadecimal of the right length
   */
  public static SpanKey of(SpanView span) {
    String trace = span.traceId();
    if (!isTraceId(trace)) {
      throw new IllegalArgumentException("traceId must be 32 lower-case hex digits: " + trace);
    }
    if (span.parentSpanId() != null) {
      number(span.parentSpanId());
    }
    return new SpanKey(half(trace, 0), half(trace, HALF), number(span.spanId()));
  }

  /** Whether {@code text} is 32 lower-case hexadecimal digits. */
  public static boolean isTraceId(String text) {
    return text.length() == TRACE_DIGITS && isHex(text);
  }

  /** The number that a 16-digit span id or half of a trace id spells. */
  public static long number(String spanId) {
    if (spanId.length() != HALF || !isHex(spanId)) {
      throw new IllegalArgumentException("spanId must be 16 lower-case hex digits: " + spanId);
    }
    return half(spanId, 0);
  }

  /** The inverse of {@link #number}. */
  public static String hex(long number) {
    return HexFormat.of().toHexDigits(number);
  }

  /** 32 lower-case hexadecimal digits. */
  public String traceId() {
    return hex(traceHigh) + hex(traceLow);
  }

  private static long half(String text, int from) {
    return HexFormat.fromHexDigitsToLong(text, from, from + HALF);
  }

  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }
}
