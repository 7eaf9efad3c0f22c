package dev.fulgurite.exporter.config;

import dev.fulgurite.exporter.LoadPreset;
import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.sampling.SamplingRule;
import dev.fulgurite.exporter.store.Retention;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns a setting's text into its value. */
final class SettingParser {
  private static final Pattern AMOUNT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([A-Za-z]*)");
  private static final Map<String, Long> SIZES =
      Map.of(
          "",
          1L,
          "b",
          1L,
          "kb",
          1_000L,
          "mb",
          1_000_000L,
          "gb",
          1_000_000_000L,
          "kib",
          1L << 10,
          "mib",
          1L << 20,
          "gib",
          1L << 30);
  private static final Map<String, Long> TIMES =
      Map.of("", 1L, "ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private static final Duration LONGEST = Duration.ofDays(365);

  /**
   * @throws IllegalArgumentException where the text is not of the type
   */
  static Object parse(Setting.Type type, String text) {
    return switch (type) {
      case BOOLEAN -> bool(text);
      case INTEGER -> whole(text, 1);
      case COUNT -> whole(text, 0);
      case BYTES -> amount(text, SIZES);
      case DURATION -> time(text);
      case RATE -> rate(text);
      case POLICY -> OverflowPolicy.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
      case PRESET -> preset(text);
      case RULES -> SamplingRule.parse(text);
      case KEEP -> keep(text);
      case FORWARD -> oneOf(text, "none", "otlp", "redis");
      case FORWARD_FROM -> oneOf(text, "now", "beginning");
      case TEXT -> text;
      case LIST -> split(text, ",");
      case PATTERNS -> patterns(text);
    };
  }

  private static Boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static String oneOf(String text, String... words) {
    String word = text.toLowerCase(Locale.ROOT);
    if (!List.of(words).contains(word)) {
      throw new IllegalArgumentException(text);
    }
    return word;
  }

  private static Integer whole(String text, int least) {
    int value = Integer.parseInt(text);
    if (value < least) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  private static Double rate(String text) {
    double value = Double.parseDouble(text);
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }

  private static Optional<LoadPreset> preset(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(LoadPreset.valueOf(text.toUpperCase(Locale.ROOT)));
  }

  /** A number with a unit; a bare number is bytes or milliseconds. */
  private static long amount(String text, Map<String, Long> units) {
    Matcher matcher = AMOUNT.matcher(text.trim());
    Long unit = matcher.matches() ? units.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(text);
    }
    return Math.round(Double.parseDouble(matcher.group(1)) * unit);
  }

  private static Duration time(String text) {
    Duration time = Duration.ofMillis(amount(text, TIMES));
    if (time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(text);
    }
    return time;
  }

  private static Set<Retention.Keep> keep(String text) {
    Set<Retention.Keep> keep = EnumSet.noneOf(Retention.Keep.class);
    split(text, ",")
        .forEach(word -> keep.add(Retention.Keep.valueOf(word.toUpperCase(Locale.ROOT))));
    return keep;
  }

  private static List<String> patterns(String text) {
    List<String> patterns = split(text, ";;");
    patterns.forEach(Pattern::compile);
    return patterns;
  }

  private static List<String> split(String text, String separator) {
    return Stream.of(text.split(separator)).map(String::trim).filter(s -> !s.isEmpty()).toList();
  }

  private SettingParser() {}
}
