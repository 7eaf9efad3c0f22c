package dev.fulgurite.exporter.query;

import dev.fulgurite.exporter.store.SpanField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds what is written in the manner of another language. All of it could be words to look for,
 * which find nothing, or anything, and look like an answer; so it is refused, with what to write.
 */
final class Slips {
  /** What stands for an operator, and what is written here; {@code %1$s} is the field. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("in", "%1$s in (a, b)"),
          Map.entry("is", "%1$s=value, or not %1$s exists"),
          Map.entry("equals", "%1$s=value"),
          Map.entry("like", "%1$s~value"),
          Map.entry("contains", "%1$s~value"),
          Map.entry("matches", "%1$s~value"),
          Map.entry("between", "%1$s>=a and %1$s<=b"),
          Map.entry("exists", "%1$s exists"),
          Map.entry("exist", "%1$s exists"),
          Map.entry("exits", "%1$s exists"),
          Map.entry("exsist", "%1$s exists"),
          Map.entry("exsists", "%1$s exists"));

  private final String text;
  private final List<Token> tokens;

  Slips(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  /**
   * Looks at the word or text at {@code index}, which stands for itself.
   *
   * @throws FilterSyntaxException where something else was meant
   */
  void check(int index) {
    if (tokens.get(index).is(Token.Kind.WORD)) {
      checkColon(tokens.get(index));
      checkOperator(tokens.get(index), index + 1);
      checkValue(index);
    }
  }

  /** {@code agent:planner}. */
  private void checkColon(Token word) {
    int colon = word.text().indexOf(':');
    if (colon > 0 && isField(word.text().substring(0, colon))) {
      String field = word.text().substring(0, colon);
      throw refused(":", field + "=value", word.position() + colon);
    }
  }

  /** {@code agent is null}, {@code agent not in (a, b)}. */
  private void checkOperator(Token subject, int index) {
    Token first = tokens.get(index);
    boolean denied = first.isWord("not");
    Token operator = denied ? tokens.get(index + 1) : first;
    if (!operator.is(Token.Kind.WORD) || !isSubject(subject.text())) {
      return;
    }
    if (operator.text().startsWith(":")) {
      throw refused(":", subject.text() + "=value", operator.position());
    }
    String remedy = WORDS.get(operator.text().toLowerCase(Locale.ROOT));
    if (remedy != null) {
      throw refused(
          (denied ? "not " : "") + operator.text(),
          (denied ? "not " : "") + remedy.formatted(subject.text()),
          first.position());
    }
  }

  /** {@code name=chat gpt-4o}. */
  private void checkValue(int index) {
    if (index > 2
        && tokens.get(index - 1).is(Token.Kind.WORD)
        && tokens.get(index - 2).is(Token.Kind.OPERATOR)) {
      Token word = tokens.get(index);
      String value = tokens.get(index - 1).text();
      String before = tokens.get(index - 3).text() + tokens.get(index - 2).text();
      throw failure(
          "'%s' stands beside the value: write %s\"%s %s\", or %s%s and %s"
              .formatted(word.text(), before, value, word.text(), before, value, word.text()),
          word.position());
    }
  }

  private FilterSyntaxException refused(String operator, String remedy, int position) {
    return failure(
        "'%s' is no operator here: write %s; a text to look for stands in quotes"
            .formatted(operator, remedy),
        position);
  }

  private FilterSyntaxException failure(String problem, int position) {
    return new FilterSyntaxException(problem, text, position);
  }

  /** A field's name, or an attribute's key. */
  private static boolean isSubject(String word) {
    return word.indexOf('.') >= 0 || isField(word);
  }

  private static boolean isField(String word) {
    return Arrays.stream(SpanField.values()).anyMatch(field -> field.word().equalsIgnoreCase(word));
  }
}
