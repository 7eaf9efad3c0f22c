package dev.fulgurite.exporter.training;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an export has written, and what it has not. Immutable.
 *
 * @param lines written
 * @param leftOut calls that got no line, by reason; sorted
 * @param remarks what is true of written lines or of rewards, by remark, which begins with its noun
 *     in the plural; sorted
 */
public record ExportReport(long lines, Map<String, Long> leftOut, Map<String, Long> remarks) {
  private static final Pattern ONE_OF_THEM = Pattern.compile("^(answer|call|reward)s ");

  /** Calls that got no line, for whatever reason. */
  public long leftOutTotal() {
    return leftOut.values().stream().mapToLong(Long::longValue).sum();
  }

  /** One line for people. */
  @Override
  public String toString() {
    long none = leftOutTotal();
    StringBuilder text = new StringBuilder();
    text.append(lines).append(lines == 1 ? " line, " : " lines, ");
    text.append(none).append(none == 1 ? " call left out" : " calls left out");
    if (!leftOut.isEmpty()) {
      text.append(" (").append(joined(leftOut)).append(')');
    }
    if (!remarks.isEmpty()) {
      text.append("; ").append(joined(remarks));
    }
    return text.toString();
  }

  private static String joined(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + counted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String counted(String words, long count) {
    return count == 1 ? ONE_OF_THEM.matcher(words).replaceFirst("$1 ") : words;
  }

  /** Counts while an export runs. Not thread-safe. */
  static final class Counter {
    private final Map<String, Long> leftOut = new TreeMap<>();
    private final Map<String, Long> remarks = new TreeMap<>();
    private long lines;

    void line() {
      lines++;
    }

    void leaveOut(String reason, long calls) {
      add(leftOut, reason, calls);
    }

    void remark(String remark, long count) {
      add(remarks, remark, count);
    }

    long lines() {
      return lines;
    }

    ExportReport report() {
      return new ExportReport(
          lines,
          Collections.unmodifiableMap(new TreeMap<>(leftOut)),
          Collections.unmodifiableMap(new TreeMap<>(remarks)));
    }

    private static void add(Map<String, Long> counts, String key, long count) {
      if (count > 0) {
        counts.merge(key, count, Long::sum);
      }
    }
  }
}
