package dev.fulgurite.examples.math;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Evaluates arithmetic: decimals ({@code .5}, {@code 1,250}), {@code + - * /}, brackets, signs and
 * {@code %} behind a number or bracket, which divides by 100. A recursive descent, one method per
 * precedence.
 */
final class Expression {
  private static final int MAX_LENGTH = 1_000;
  private static final int MAX_DEPTH = 100;
  private static final Pattern NUMBER =
      Pattern.compile("\\d{1,3}(?:,\\d{3})+(?![\\d,])(?:\\.\\d*)?|\\d+(?:\\.\\d*)?|\\.\\d+");
  // Wider than what is given out, so that 10 / 3 * 3 is 10.
  private static final MathContext INNER = MathContext.DECIMAL128;
  private static final MathContext OUTER = MathContext.DECIMAL64;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final String text;
  private int position;
  private int depth;

  private Expression(String text) {
    this.text = text;
  }

  /**
   * The value, rounded to 16 digits, without trailing zeros.
   *
   * @throws ArithmeticException saying where the text is no arithmetic, or that it divides by zero
   */
  static BigDecimal evaluate(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new ArithmeticException("Expression longer than " + MAX_LENGTH + " characters");
    }
    Expression expression = new Expression(text);
    BigDecimal value = expression.sum();
    if (expression.peek() != 0) {
      throw expression.unexpected();
    }
    BigDecimal rounded = value.round(OUTER);
    return rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
  }

  private BigDecimal sum() {
    BigDecimal value = product();
    for (char operator = peek(); operator == '+' || operator == '-'; operator = peek()) {
      position++;
      BigDecimal next = product();
      value = operator == '+' ? value.add(next, INNER) : value.subtract(next, INNER);
    }
    return value;
  }

  private BigDecimal product() {
    BigDecimal value = signed();
    for (char operator = peek(); operator == '*' || operator == '/'; operator = peek()) {
      position++;
      BigDecimal next = signed();
      value = operator == '*' ? value.multiply(next, INNER) : quotient(value, next);
    }
    return value;
  }

  private BigDecimal quotient(BigDecimal dividend, BigDecimal divisor) {
    if (divisor.signum() == 0) {
      throw new ArithmeticException("Division by zero in \"" + text + "\"");
    }
    return dividend.divide(divisor, INNER);
  }

  private BigDecimal signed() {
    boolean negative = false;
    for (char sign = peek(); sign == '+' || sign == '-'; sign = peek()) {
      position++;
      negative ^= sign == '-';
    }
    BigDecimal value = percent();
    return negative ? value.negate() : value;
  }

  private BigDecimal percent() {
    BigDecimal value = peek() == '(' ? bracket() : number();
    while (peek() == '%') {
      position++;
      value = value.divide(HUNDRED, INNER);
    }
    return value;
  }

  private BigDecimal bracket() {
    if (++depth > MAX_DEPTH) {
      throw new ArithmeticException("More than " + MAX_DEPTH + " brackets within each other");
    }
    position++;
    BigDecimal value = sum();
    if (peek() != ')') {
      throw unexpected();
    }
    position++;
    depth--;
    return value;
  }

  private BigDecimal number() {
    Matcher number = NUMBER.matcher(text).region(position, text.length());
    if (!number.lookingAt()) {
      throw unexpected();
    }
    position = number.end();
    return new BigDecimal(number.group().replace(",", ""), INNER);
  }

  /** The next character that is no space; 0 at the end. */
  private char peek() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    return position < text.length() ? text.charAt(position) : 0;
  }

  private ArithmeticException unexpected() {
    String what = peek() == 0 ? "It ends too early" : "Unexpected '" + peek() + "'";
    return new ArithmeticException(
        what + " at position " + (position + 1) + " of \"" + text + "\"");
  }
}
