package dev.fulgurite.cli.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, times and sizes as a person reads them. */
public final class Numbers {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final int DOUBLE_DIGITS = 17;

  /** Thousands apart. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A count and its noun, in the plural where it is not one. */
  public static String counted(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** The shortest decimal that reads back as the same double, without exponent. */
  public static String exact(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    // Double.toString is not always the shortest before JDK 19.
    for (int digits = 1; digits < DOUBLE_DIGITS; digits++) {
      BigDecimal rounded = new BigDecimal(value, new MathContext(digits));
      if (rounded.doubleValue() == value) {
        return plain(rounded);
      }
    }
    return plain(new BigDecimal(value, new MathContext(DOUBLE_DIGITS)));
  }

  /** As {@link #exact}, with a plus sign where it is above zero. */
  public static String signed(double value) {
    return (value > 0 ? "+" : "") + exact(value);
  }

  /**
   * Three digits or so: {@code 417 ns}, {@code 45 µs}, {@code 812 ms}, {@code 2.31 s}, {@code 3 min
   * 05 s}.
   */
  public static String duration(long nanos) {
    if (nanos < 0) { // a clock was set back
      return "-" + duration(-Math.max(nanos, -Long.MAX_VALUE));
    }
    double seconds = nanos / 1e9;
    if (nanos > 0 && nanos < 1000) {
      return nanos + " ns";
    } else if (nanos < 1_000_000) {
      return nanos / 1000 + " µs";
    } else if (seconds < 0.01) {
      return String.format(Locale.ROOT, "%.1f ms", seconds * 1e3);
    } else if (seconds < 0.9995) {
      return Math.round(seconds * 1e3) + " ms";
    } else if (seconds < 60) {
      return String.format(Locale.ROOT, "%.2f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
    return whole < 86_400
        ? String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60)
        : counted(whole / 86_400, "day");
  }

  /** Local time, to the second. */
  public static String time(long epochNanos) {
    return TIME.format(instant(epochNanos).atZone(ZoneId.systemDefault()));
  }

  /** Tokens in and out; empty when there are none. */
  public static String tokens(long input, long output) {
    return input == 0 && output == 0 ? "" : count(input) + "→" + count(output);
  }

  /** {@code 1.5 MiB}. */
  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    int unit = (63 - Long.numberOfLeadingZeros(bytes)) / 10;
    double scaled = bytes / (double) (1L << (unit * 10));
    return String.format(Locale.ROOT, "%.1f %ciB", scaled, "KMGTPE".charAt(unit - 1));
  }

  /** The instant of {@code epochNanos}. */
  public static Instant instant(long epochNanos) {
    return Instant.ofEpochSecond(0, epochNanos);
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private Numbers() {}
}
