package dev.fulgurite.exporter.redact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whatever a regular expression of the user's matches, in the strings of a JSON text too. */
record PatternRule(Pattern pattern) implements TextRule {
  private static final String MARK = Matcher.quoteReplacement(TextRule.mark("pattern"));

  @Override
  public String apply(String text) {
    Matcher matcher = pattern.matcher(text);
    String kept = matcher.find() ? matcher.replaceAll(MARK) : text;
    return JsonStrings.rewrite(kept, this::apply);
  }
}
