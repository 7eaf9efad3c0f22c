package dev.fulgurite.examples.math.replay;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the number a solution ends with. */
public final class FinalAnswer {
  private static final Pattern MARKED =
      Pattern.compile(
          "(?m)^\\h*(?:####|A:)\\h*(-?)\\h*\\$?\\h*(-?(?:\\d[\\d,]*(?:\\.\\d+)?|\\.\\d+))");

  /**
   * The number after the last {@code ####} or {@code A:}, without currency sign, thousands commas
   * and whatever follows it; empty where there is none.
   */
  public static Optional<BigDecimal> of(String text) {
    Optional<BigDecimal> last = Optional.empty();
    Matcher marked = MARKED.matcher(text);
    while (marked.find()) {
      last = number(marked.group(1) + marked.group(2).replace(",", ""));
    }
    return last;
  }

  private static Optional<BigDecimal> number(String digits) {
    return digits.startsWith("--") ? Optional.empty() : Optional.of(new BigDecimal(digits));
  }

  private FinalAnswer() {}
}
