package dev.fulgurite.exporter.otlp;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** HTTP's {@code Retry-After}: seconds, or the date until which to wait. */
final class RetryAfter {
  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /** Zero where {@code header} is null, past or means nothing. */
  static Duration parse(@Nullable String header, Clock clock) {
    if (header == null) {
      return Duration.ZERO;
    }
    String value = header.strip();
    if (value.matches("\\d{1," + MOST_DIGITS + "}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), until);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
