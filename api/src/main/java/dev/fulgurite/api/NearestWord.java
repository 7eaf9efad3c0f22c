package dev.fulgurite.api;

import java.util.Collection;
import java.util.Comparator;

/** What a misspelt name most likely stands for. */
public final class NearestWord {
  /**
   * The one of {@code known} that takes the fewest changed letters; of several the first.
   *
   * @throws java.util.NoSuchElementException if {@code known} is empty
   */
  public static String to(String word, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(candidate, word)))
        .orElseThrow();
  }

  /** Levenshtein's distance, one row at a time. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private NearestWord() {}
}
