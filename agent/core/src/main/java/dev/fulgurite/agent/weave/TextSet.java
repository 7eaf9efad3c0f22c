package dev.fulgurite.agent.weave;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** Texts to find among bytes, without making a string of each candidate. Immutable. */
final class TextSet {
  private final byte[][] texts;

  /** Lengths that occur: most constants are done with at this look. */
  private final boolean[] lengths;

  TextSet(Collection<String> texts) {
    this.texts =
        texts.stream()
            .distinct()
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    int longest = Arrays.stream(this.texts).mapToInt(text -> text.length).max().orElse(0);
    this.lengths = new boolean[longest + 1];
    Arrays.stream(this.texts).forEach(text -> lengths[text.length] = true);
  }

  boolean contains(byte[] bytes, int offset, int length) {
    if (length >= lengths.length || !lengths[length]) {
      return false;
    }
    for (byte[] text : texts) {
      if (text.length == length && Arrays.equals(text, 0, length, bytes, offset, offset + length)) {
        return true;
      }
    }
    return false;
  }
}
