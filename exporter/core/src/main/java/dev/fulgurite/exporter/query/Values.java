package dev.fulgurite.exporter.query;

import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.SpanField;
import io.opentelemetry.api.trace.StatusCode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the values of conditions. */
final class Values {
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h)");
  private final String text;
  private final Instant now;

  Values(String text, Instant now) {
    this.text = text;
    this.now = now;
  }

  Object of(SpanField field, Token value) {
    return switch (field.type()) {
      case TEXT -> value.text();
      case KIND -> word(field, value, EventKind.values(), EventKind::word);
      case STATUS ->
          word(field, value, StatusCode.values(), code -> code.name().toLowerCase(Locale.ROOT));
      case TIME -> time(value);
      case DURATION -> duration(value);
      case COUNT -> count(field, value);
      case NUMBER -> number(field, value);
    };
  }

  /**
   * What is written without quotes may be a number or a boolean; text operators take it as text.
   */
  Object ofAttribute(Token value, Operator operator) {
    String word = value.text();
    boolean asText = operator == Operator.CONTAINS || operator == Operator.PREFIX;
    if (asText || value.is(Token.Kind.QUOTED)) {
      return word;
    }
    if (word.equals("true") || word.equals("false")) {
      return Boolean.valueOf(word);
    }
    try {
      return Long.valueOf(word);
    } catch (NumberFormatException e) {
      return decimal(word);
    }
  }

  private static Object decimal(String word) {
    try {
      return new BigDecimal(word).doubleValue();
    } catch (NumberFormatException e) {
      return word;
    }
  }

  private <E> String word(SpanField field, Token value, E[] known, Function<E, String> words) {
    String wanted = value.text().toLowerCase(Locale.ROOT);
    if (Arrays.stream(known).map(words).anyMatch(wanted::equals)) {
      return wanted;
    }
    String all = Arrays.stream(known).map(words).collect(Collectors.joining(", "));
    throw failure(value, "'%s' is no %s; there are %s".formatted(value.text(), field.word(), all));
  }

  private Long time(Token value) {
    try {
      return PointInTime.parse(value.text(), now);
    } catch (DateTimeException | ArithmeticException e) {
      throw failure(value, "'" + value.text() + "' is no time; write " + PointInTime.EXAMPLES);
    }
  }

  private Long duration(Token value) {
    Matcher matcher = DURATION.matcher(value.text());
    if (matcher.matches()) {
      BigDecimal nanos = BigDecimal.valueOf(unit(matcher.group(2)).toNanos(1));
      try {
        return new BigDecimal(matcher.group(1)).multiply(nanos).toBigInteger().longValueExact();
      } catch (ArithmeticException e) {
        throw failure(value, "'" + value.text() + "' is longer than any span");
      }
    }
    throw failure(
        value, "'" + value.text() + "' is no duration; write 200ms, 1.5s, 2m, 1h, 10us or 5ns");
  }

  private static TimeUnit unit(String symbol) {
    return switch (symbol) {
      case "ns" -> TimeUnit.NANOSECONDS;
      case "us" -> TimeUnit.MICROSECONDS;
      case "ms" -> TimeUnit.MILLISECONDS;
      case "s" -> TimeUnit.SECONDS;
      case "m" -> TimeUnit.MINUTES;
      default -> TimeUnit.HOURS;
    };
  }

  private Long count(SpanField field, Token value) {
    try {
      return Long.valueOf(value.text());
    } catch (NumberFormatException e) {
      throw failure(
          value, "'%s' is no whole number, as %s are".formatted(value.text(), field.word()));
    }
  }

  private Double number(SpanField field, Token value) {
    try {
      return new BigDecimal(value.text()).doubleValue();
    } catch (NumberFormatException e) {
      throw failure(value, "'%s' is no number, as a %s is".formatted(value.text(), field.word()));
    }
  }

  private FilterSyntaxException failure(Token value, String problem) {
    return new FilterSyntaxException(problem, text, value.position());
  }
}
