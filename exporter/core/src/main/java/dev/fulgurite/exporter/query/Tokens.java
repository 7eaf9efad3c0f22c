package dev.fulgurite.exporter.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a filter into tokens. Used once. */
final class Tokens {
  private static final String OPERATOR = "=!<>~^";
  private static final Set<String> OPERATORS = Set.of("=", "!=", "<", "<=", ">", ">=", "~", "^=");

  /** Operators of other languages, and ours. */
  private static final Map<String, String> FOREIGN =
      Map.of(
          "==", "=", "===", "=", "<>", "!=", "=<", "<=", "=>", ">=", "=~", "~", "~=", "~", "^",
          "^=", "!", "not");

  /** A single & may be part of a word: R&D. */
  private static final Pattern SIGN = Pattern.compile("^&$|&&|\\|{1,2}");

  private static final String ENDS_WORD = OPERATOR + "(),\"'";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokens(String text) {
    this.text = text;
  }

  /** The last one is {@link Token.Kind#END}. */
  static List<Token> of(String text) {
    Tokens tokens = new Tokens(text);
    tokens.readAll();
    return tokens.tokens;
  }

  private void readAll() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '"' || c == '\'') {
        readQuoted(c);
      } else if (OPERATOR.indexOf(c) >= 0) {
        readOperator();
      } else if (c == '(' || c == ')' || c == ',') {
        add(kind(c), String.valueOf(c), at++);
      } else {
        readWord();
      }
    }
    add(Token.Kind.END, "", text.length());
  }

  private static Token.Kind kind(char c) {
    return switch (c) {
      case '(' -> Token.Kind.OPEN;
      case ')' -> Token.Kind.CLOSE;
      default -> Token.Kind.COMMA;
    };
  }

  /** A backslash takes the next character as it is. */
  private void readQuoted(char quote) {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at++));
    }
    if (at == text.length()) {
      throw new FilterSyntaxException("this quote is not closed", text, start);
    }
    at++;
    add(Token.Kind.QUOTED, value.toString(), start);
  }

  private void readOperator() {
    int start = at;
    while (at < text.length() && OPERATOR.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String operator = text.substring(start, at);
    if (!OPERATORS.contains(operator)) {
      String remedy = FOREIGN.get(operator);
      throw new FilterSyntaxException(
          "'%s' is no operator%s"
              .formatted(
                  operator,
                  remedy == null
                      ? "; there are = != < <= > >= ~ (contains) ^= (begins)"
                      : ": write " + remedy + " for it"),
          text,
          start);
    }
    add(Token.Kind.OPERATOR, operator, start);
  }

  private void readWord() {
    int start = at;
    while (at < text.length()
        && ENDS_WORD.indexOf(text.charAt(at)) < 0
        && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    Matcher sign = SIGN.matcher(word);
    if (sign.find()) {
      throw new FilterSyntaxException(
          "'%s' is no operator: write %s; as part of a text it stands in quotes"
              .formatted(sign.group(), sign.group().startsWith("|") ? "or" : "and"),
          text,
          start + sign.start());
    }
    add(Token.Kind.WORD, word, start);
  }

  private void add(Token.Kind kind, String value, int position) {
    tokens.add(new Token(kind, value, position));
  }
}
