package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Numbers;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How long the times are that are told apart, in local time. */
enum StatsPeriod {
  HOUR(ChronoUnit.HOURS, "yyyy-MM-dd HH:mm"),
  DAY(ChronoUnit.DAYS, "yyyy-MM-dd");

  private final ChronoUnit unit;
  private final DateTimeFormatter format;

  StatsPeriod(ChronoUnit unit, String format) {
    this.unit = unit;
    this.format = DateTimeFormatter.ofPattern(format, Locale.ROOT);
  }

  /**
   * When the period begins that {@code hourEpochNanos} is in.
   *
   * @param hourEpochNanos the begin of an hour in UTC
   */
  long start(long hourEpochNanos) {
    if (this == HOUR || hourEpochNanos == Long.MIN_VALUE) {
      return hourEpochNanos; // as it is: where zones are off by half an hour, hours begin at half
    }
    long seconds = local(hourEpochNanos).truncatedTo(unit).toEpochSecond();
    return Math.multiplyExact(seconds, 1_000_000_000L);
  }

  String show(long startEpochNanos) {
    return format.format(local(startEpochNanos));
  }

  private static ZonedDateTime local(long epochNanos) {
    return Numbers.instant(epochNanos).atZone(ZoneId.systemDefault());
  }
}
