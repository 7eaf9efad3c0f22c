package dev.fulgurite.exporter.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a filter into tokens. Used once. */
final class Tokens {
  private static final String OPERATOR = "=!<>~^";
  private static final Set<String> OPERATORS = Set.of("=", "!=", "<", "<=", ">", ">=", "~", "^=");
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
    int end = Math.min(at + 2, text.length());
    String operator = text.substring(at, end);
    if (!OPERATORS.contains(operator)) {
      operator = text.substring(at, at + 1);
    }
    if (!OPERATORS.contains(operator)) {
      throw new FilterSyntaxException(
          "'" + operator + "' is no operator; there are = != < <= > >= ~ (contains) ^= (begins)",
          text,
          start);
    }
    at += operator.length();
    add(Token.Kind.OPERATOR, operator, start);
  }

  private void readWord() {
    int start = at;
    while (at < text.length()
        && ENDS_WORD.indexOf(text.charAt(at)) < 0
        && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    add(Token.Kind.WORD, text.substring(start, at), start);
  }

  private void add(Token.Kind kind, String value, int position) {
    tokens.add(new Token(kind, value, position));
  }
}
