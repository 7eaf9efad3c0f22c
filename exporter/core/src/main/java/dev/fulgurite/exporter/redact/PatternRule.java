package dev.fulgurite.exporter.redact;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whatever a regular expression matches.
 *
 * @param hints the pattern is tried only where the text contains one of these; none means always
 * @param keep whether the pattern's first group stays
 */
record PatternRule(Pattern pattern, String mark, List<String> hints, boolean keep)
    implements TextRule {

  static PatternRule of(Pattern pattern, String kind) {
    return new PatternRule(pattern, TextRule.mark(kind), List.of(), false);
  }

  @Override
  public String apply(String text) {
    if (!hints.isEmpty() && hints.stream().noneMatch(text::contains)) {
      return text;
    }
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return text;
    }
    return matcher.replaceAll((keep ? "$1" : "") + Matcher.quoteReplacement(mark));
  }
}
