package dev.fulgurite.exporter.redact;

/** Where words begin in a text that may be the inside of a JSON string. */
final class JsonEscapes {
  /** Whether a word may begin at {@code index}: after nothing, a sign, or an escape like \n. */
  static boolean wordMayBegin(String text, int index) {
    return index == 0 || !isWord(text.charAt(index - 1)) || skip(text, index - 1) == index;
  }

  /**
   * {@code index}, or behind the escape sequence whose letter stands there. How many backslashes
   * precede it does not matter: JSON within JSON doubles them.
   */
  static int skip(String text, int index) {
    if (index == 0 || text.charAt(index - 1) != '\\') {
      return index;
    }
    return switch (text.charAt(index)) {
      case 'b', 'f', 'n', 'r', 't' -> index + 1;
      case 'u' -> Math.min(index + 5, text.length());
      default -> index;
    };
  }

  static boolean isWord(char c) {
    return c == '_' || isDigit(c) || isLetter(c);
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private JsonEscapes() {}
}
