package dev.fulgurite.cli;

import dev.fulgurite.exporter.query.PointInTime;
import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time in the past, as nanoseconds since the epoch. */
final class Since implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    return nanos(text, Instant.now());
  }

  static long nanos(String text, Instant now) {
    try {
      return PointInTime.parse(text, now);
    } catch (DateTimeException | ArithmeticException e) {
      throw new TypeConversionException("'" + text + "' is no time: use " + PointInTime.EXAMPLES);
    }
  }
}
