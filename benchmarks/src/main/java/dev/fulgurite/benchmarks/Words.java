package dev.fulgurite.benchmarks;

import java.util.Arrays;
import java.util.Random;

/** Text of made-up words, the n-th as often as 1/n, as in languages. Not thread-safe. */
final class Words {
  private static final int COUNT = 20_000;
  private static final int MIN_LETTERS = 2;
  private static final int LETTERS = 9;

  private final Random random;
  private final String[] words = new String[COUNT];
  private final double[] upTo = new double[COUNT];

  Words(Random random) {
    this.random = random;
    double sum = 0;
    for (int i = 0; i < COUNT; i++) {
      words[i] = word();
      sum += 1.0 / (i + 1);
      upTo[i] = sum;
    }
  }

  private String word() {
    char[] letters = new char[MIN_LETTERS + random.nextInt(LETTERS)];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = (char) ('a' + random.nextInt(26));
    }
    return new String(letters);
  }

  /** At least six letters, the {@code rank}-th most frequent or one soon after it. */
  String word(int rank) {
    int found = rank;
    while (words[found].length() < 6) {
      found++;
    }
    return words[found];
  }

  /** At least {@code length} characters, by less than a word. */
  String text(int length) {
    StringBuilder text = new StringBuilder(length + 16);
    while (text.length() < length) {
      int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[COUNT - 1]);
      text.append(words[found < 0 ? -found - 1 : found]).append(' ');
    }
    return text.toString();
  }
}
