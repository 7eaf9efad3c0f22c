package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.exporter.query.PointInTime;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** A time in the past, as nanoseconds since the epoch. */
final class Since implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    return nanos(text, Instant.now());
  }

  /**
   * Refuses times that no span can be between: they were taken for one another. What reads alike is
   * let through, since "1h" is a moment later where it is read second.
   */
  static void requireOrder(@Nullable Long since, @Nullable Long until, CommandLine command) {
    if (since == null || until == null || since <= until) {
      return;
    }
    String from = Numbers.time(since);
    String to = Numbers.time(until);
    if (!from.equals(to)) {
      throw new ParameterException(command, "--since %s is after --until %s".formatted(from, to));
    }
  }

  static long nanos(String text, Instant now) {
    try {
      return PointInTime.parse(text, now);
    } catch (DateTimeException | ArithmeticException e) {
      throw new TypeConversionException("'" + text + "' is no time: use " + PointInTime.EXAMPLES);
    }
  }
}
