package dev.fulgurite.api;

import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Counts tokens as the program wants it; where it does not say, or fails to, by an estimate. */
final class TokenCounter {
  private static final int LETTERS_PER_TOKEN = 4;

  /** Below it are the alphabets; from here on scripts whose characters are words or syllables. */
  private static final int FIRST_DENSE = 0x2E80;

  private final @Nullable ToIntFunction<String> given;

  TokenCounter(@Nullable ToIntFunction<String> given) {
    this.given = given;
  }

  boolean isEstimate() {
    return given == null;
  }

  /** At least 1. */
  int count(String text) {
    if (given != null) {
      try {
        return Math.max(1, given.applyAsInt(text));
      } catch (Throwable broken) {
        Warnings.report("a token counter failed, and tokens are estimated", broken);
      }
    }
    return estimate(text);
  }

  /** A token for four letters of an alphabet, or for one character of a dense script. */
  private static int estimate(String text) {
    int dense = 0;
    for (int i = 0; i < text.length(); i++) {
      dense += text.charAt(i) >= FIRST_DENSE ? 1 : 0;
    }
    int letters = text.length() - dense;
    return Math.max(1, dense + (letters + LETTERS_PER_TOKEN - 1) / LETTERS_PER_TOKEN);
  }
}
