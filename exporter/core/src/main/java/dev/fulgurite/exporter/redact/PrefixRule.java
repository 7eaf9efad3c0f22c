package dev.fulgurite.exporter.redact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A secret that begins with a known word. The word is searched for as it is, which is many times
 * faster than a regular expression; the pattern decides only there.
 *
 * @param prefix how the word begins
 * @param pattern the whole secret, from the prefix on; what its first group matches stays, if it
 *     has one. Takes no quote and no backslash, so that JSON stays JSON
 */
record PrefixRule(String prefix, Pattern pattern, String mark) implements TextRule {
  @Override
  public String apply(String text) {
    int at = text.indexOf(prefix);
    if (at < 0) {
      return text;
    }
    Matcher matcher = pattern.matcher(text);
    StringBuilder out = new StringBuilder(text.length());
    int copied = 0;
    while (at >= 0) {
      int next = at + 1;
      if (JsonEscapes.wordMayBegin(text, at) && matcher.region(at, text.length()).lookingAt()) {
        int kept = matcher.groupCount() > 0 ? matcher.end(1) : at;
        out.append(text, copied, kept).append(mark);
        copied = matcher.end();
        next = copied;
      }
      at = text.indexOf(prefix, next);
    }
    return copied == 0 ? text : out.append(text, copied, text.length()).toString();
  }
}
