package dev.fulgurite.exporter.redact;

import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Attribute keys whose values are replaced: exact or with {@code *}, ignoring case. */
final class KeyRule {
  private final Pattern pattern;

  KeyRule(Collection<String> keys) {
    String regex = keys.stream().map(KeyRule::regex).collect(Collectors.joining("|"));
    pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  boolean matches(String key) {
    return pattern.matcher(key).matches();
  }

  private static String regex(String glob) {
    return Arrays.stream(glob.split("\\*", -1))
        .map(part -> part.isEmpty() ? "" : Pattern.quote(part))
        .collect(Collectors.joining(".*"));
  }
}
