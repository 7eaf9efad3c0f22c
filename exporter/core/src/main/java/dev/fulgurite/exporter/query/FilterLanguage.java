package dev.fulgurite.exporter.query;

import dev.fulgurite.exporter.store.SpanFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Filters as people write them: {@code agent=planner and status=error and "timed out"}.
 *
 * <ul>
 *   <li>{@code field OP value}, where OP is {@code = != < <= > >=}, {@code ~} (contains) or {@code
 *       ^=} (begins with); {@code field in (a, b)}; {@code field exists}.
 *   <li>A field is one of {@link dev.fulgurite.exporter.store.SpanField} in lower case, or an
 *       attribute's key, which holds a dot: {@code gen_ai.request.temperature>0.5}. A key without
 *       one is written with a dot before it ({@code .retries=3}), an odd one in quotes.
 *   <li>A word or a quoted text alone is looked for in names, attributes, events and errors,
 *       ignoring case.
 *   <li>{@code and}, {@code or}, {@code not} and parentheses; {@code and} binds closer than {@code
 *       or} and may be left out, but not between a value without quotes and a word.
 *   <li>A trace, span or parent is named by its id's first digits or all of them, in either case.
 *   <li>Durations are {@code 200ms}, {@code 1.5s}, {@code 2m}; times {@code 2h} (ago), {@code
 *       2026-11-21}, {@code "2026-11-21 09:00:00"} or {@code 2026-11-21T09:00:00Z}. Values with
 *       blanks or operators in them stand in quotes.
 * </ul>
 *
 * <p>What has another meaning in other languages is refused, and not read as words: {@code &&},
 * {@code agent is null}, {@code agent:planner}.
 */
public final class FilterLanguage {
  private static final int MAX_DEPTH = 100;

  private final String text;
  private final List<Token> tokens;
  private final Conditions conditions;
  private final Slips slips;
  private int next;
  private int depth;

  private FilterLanguage(String text, Instant now) {
    this.text = text;
    this.tokens = Tokens.of(text);
    this.conditions = new Conditions(text, now);
    this.slips = new Slips(text, tokens);
  }

  /**
   * Reads a filter; an empty one lets every span through.
   *
   * @param now what relative times count from
   * @throws FilterSyntaxException where it cannot be read
   */
  public static SpanFilter parse(String text, Instant now) {
    FilterLanguage language = new FilterLanguage(text, now);
    if (language.peek().is(Token.Kind.END)) {
      return new SpanFilter.All(List.of());
    }
    SpanFilter filter = language.any();
    Token rest = language.peek();
    if (!rest.is(Token.Kind.END)) {
      throw language.failure("'" + rest.text() + "' does not belong here", rest);
    }
    return filter;
  }

  private SpanFilter any() {
    List<SpanFilter> parts = new ArrayList<>();
    do {
      parts.add(all());
    } while (skipWord("or"));
    return parts.size() == 1 ? parts.get(0) : new SpanFilter.Any(parts);
  }

  private SpanFilter all() {
    List<SpanFilter> parts = new ArrayList<>();
    do {
      parts.add(one());
    } while (skipWord("and") || beginsCondition());
    return parts.size() == 1 ? parts.get(0) : new SpanFilter.All(parts);
  }

  private boolean beginsCondition() {
    Token token = peek();
    return !token.isWord("or")
        && (token.is(Token.Kind.WORD) || token.is(Token.Kind.QUOTED) || token.is(Token.Kind.OPEN));
  }

  private SpanFilter one() {
    Token token = peek();
    if (skipWord("not")) {
      return new SpanFilter.Not(nested(token, this::one));
    }
    if (token.is(Token.Kind.OPEN)) {
      next++;
      SpanFilter filter = nested(token, this::any);
      expect(Token.Kind.CLOSE, "')' is missing");
      return filter;
    }
    if (token.isWord("and") || token.isWord("or") || !beginsCondition()) {
      throw failure("a condition is missing, such as agent=planner", token);
    }
    next++;
    return condition(token);
  }

  /** A filter may come from anywhere: it shall not exhaust the stack. */
  private SpanFilter nested(Token token, Supplier<SpanFilter> inner) {
    if (++depth > MAX_DEPTH) {
      throw failure("parentheses and 'not' nest deeper than " + MAX_DEPTH, token);
    }
    SpanFilter filter = inner.get();
    depth--;
    return filter;
  }

  private SpanFilter condition(Token subject) {
    Token operator = peek();
    if (operator.is(Token.Kind.OPERATOR)) {
      next++;
      return conditions.comparison(subject, operator, value());
    }
    if (operator.isWord("exists")) {
      next++;
      return conditions.exists(subject);
    }
    if (operator.isWord("in") && tokens.get(next + 1).is(Token.Kind.OPEN)) {
      next += 2;
      return conditions.oneOf(subject, values());
    }
    slips.check(next - 1);
    return new SpanFilter.Text(subject.text());
  }

  private List<Token> values() {
    List<Token> values = new ArrayList<>();
    do {
      values.add(value());
    } while (skip(Token.Kind.COMMA));
    expect(Token.Kind.CLOSE, "',' or ')' is missing");
    return values;
  }

  private Token value() {
    Token token = peek();
    if (!token.is(Token.Kind.WORD) && !token.is(Token.Kind.QUOTED)) {
      throw failure("a value is missing; one with such characters stands in quotes", token);
    }
    next++;
    return token;
  }

  private Token peek() {
    return tokens.get(next);
  }

  private boolean skip(Token.Kind kind) {
    boolean found = peek().is(kind);
    next += found ? 1 : 0;
    return found;
  }

  private boolean skipWord(String word) {
    boolean found = peek().isWord(word);
    next += found ? 1 : 0;
    return found;
  }

  private void expect(Token.Kind kind, String problem) {
    if (!skip(kind)) {
      throw failure(problem, peek());
    }
  }

  private FilterSyntaxException failure(String problem, Token token) {
    return new FilterSyntaxException(problem, text, token.position());
  }
}
