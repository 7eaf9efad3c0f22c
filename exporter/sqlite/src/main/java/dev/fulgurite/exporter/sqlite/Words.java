package dev.fulgurite.exporter.sqlite;

import java.util.function.Consumer;

/**
 * Cuts texts into words, ignoring case just as the search does that reads them. What stands beside
 * each other and is of the same kind is one word; a sign of the scripts that put no blanks between
 * words is one by itself.
 */
final class Words {
  /** A longer run is no word. */
  static final int MAX = 64;

  /** Stands for any character beyond the basic plane, so that pairs of case fold alike. */
  private static final char BEYOND = '\uFFFD';

  private enum Sign {
    BETWEEN,
    LETTER,
    SINGLE
  }

  /** Told of the words of a folded text: runs of letters, and single signs. */
  interface Sink {
    void word(int from, int to, boolean letters);
  }

  static char[] fold(String text) {
    char[] folded = text.toCharArray();
    for (int i = 0; i < folded.length; i++) {
      folded[i] = fold(folded[i]);
    }
    return folded;
  }

  /** Equal for two characters that {@link String#regionMatches} takes for one ignoring case. */
  private static char fold(char c) {
    if (c < 128) {
      return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
    return Character.isSurrogate(c) ? BEYOND : Character.toLowerCase(Character.toUpperCase(c));
  }

  static void forEach(char[] folded, Sink sink) {
    int begin = -1;
    for (int i = 0; i < folded.length; i++) {
      Sign sign = sign(folded[i]);
      if (sign == Sign.LETTER) {
        begin = begin < 0 ? i : begin;
        continue;
      }
      if (begin >= 0) {
        sink.word(begin, i, true);
        begin = -1;
      }
      if (sign == Sign.SINGLE) {
        sink.word(i, i + 1, false);
      }
    }
    if (begin >= 0) {
      sink.word(begin, folded.length, true);
    }
  }

  /** By ranges, since what Java says of a character changes with Unicode's versions. */
  private static Sign sign(char c) {
    if (c < 128) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? Sign.LETTER : Sign.BETWEEN;
    }
    if (c < 0xC0 || (c >= 0x2000 && c < 0x2C00)) {
      return Sign.BETWEEN; // punctuation and symbols
    }
    return c < 0x2E80 ? Sign.LETTER : Sign.SINGLE;
  }

  /** Each word of {@code text}; those too long as {@link Marks#LONG}. */
  static void forEach(String text, Consumer<String> words) {
    char[] folded = fold(text);
    forEach(
        folded,
        (from, to, letters) ->
            words.accept(to - from > MAX ? Marks.LONG : new String(folded, from, to - from)));
  }

  private Words() {}
}
