package dev.fulgurite.exporter.query;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people give them: so long ago, a day, or an instant. */
public final class PointInTime {
  /** What {@link #parse} reads, for a message. */
  public static final String EXAMPLES =
      "90s, 30m, 2h, 7d (ago), a date, '2026-11-21 09:00:00' (here), or 2026-11-21T09:00:00Z";

  private static final Pattern AGO = Pattern.compile("(\\d{1,9})([smhd])");

  /**
   * Nanoseconds since the epoch. A day, and a time without a zone, are where this process is.
   *
   * @throws java.time.DateTimeException when {@code text} is no time
   * @throws ArithmeticException when it is too far from 1970
   */
  public static long parse(String text, Instant now) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      return nanos(now.minus(duration(Long.parseLong(ago.group(1)), ago.group(2))));
    }
    return nanos(text.contains("T") ? Instant.parse(text) : local(text).toInstant());
  }

  private static ZonedDateTime local(String text) {
    ZoneId here = ZoneId.systemDefault();
    return text.contains(" ")
        ? LocalDateTime.parse(text.replace(' ', 'T')).atZone(here)
        : LocalDate.parse(text).atStartOfDay(here);
  }

  private static long nanos(Instant instant) {
    long seconds = Math.multiplyExact(instant.getEpochSecond(), TimeUnit.SECONDS.toNanos(1));
    return Math.addExact(seconds, instant.getNano());
  }

  private static Duration duration(long count, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private PointInTime() {}
}
