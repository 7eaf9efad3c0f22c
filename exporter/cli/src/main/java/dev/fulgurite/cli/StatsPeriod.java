package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Numbers;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

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
   * When the period begins that {@code epochNanos} is in. Where zones are off by half an hour,
   * hours begin at half: summaries are by hours of UTC.
   */
  long start(long epochNanos) {
    if (this == HOUR) {
      return Math.floorDiv(epochNanos, AgentTimes.HOUR) * AgentTimes.HOUR;
    }
    return TimeUnit.SECONDS.toNanos(local(epochNanos).truncatedTo(unit).toEpochSecond());
  }

  /** In the night when clocks go back an hour comes twice: then with its offset. */
  String show(long startEpochNanos) {
    ZonedDateTime start = local(startEpochNanos);
    boolean twice = start.getZone().getRules().getValidOffsets(start.toLocalDateTime()).size() > 1;
    return format.format(start) + (twice && this == HOUR ? " " + start.getOffset() : "");
  }

  private static ZonedDateTime local(long epochNanos) {
    return Numbers.instant(epochNanos).atZone(ZoneId.systemDefault());
  }
}
