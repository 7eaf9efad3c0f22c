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

  /**
   * {@code text} with printable characters in place of their escapes of four hexadecimal digits,
   * however many backslashes these have: a word must not hide behind them. Not for keeping where
   * nothing is found.
   */
  static String withoutUnicode(String text) {
    StringBuilder out = null;
    int copied = 0;
    for (int at = text.indexOf("\\u"); at >= 0; at = text.indexOf("\\u", at + 2)) {
      int code = code(text, at + 2, text.length());
      if (code > ' ' && code != '"' && code != '\\' && !Character.isSurrogate((char) code)) {
        int start = at;
        while (start > copied && text.charAt(start - 1) == '\\') {
          start--;
        }
        out = out == null ? new StringBuilder(text.length()) : out;
        out.append(text, copied, start).append((char) code);
        copied = at + 6;
      }
    }
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }

  /** What the four hexadecimal digits at {@code index} stand for; -1 where there are none. */
  static int code(String text, int index, int end) {
    if (index + 4 > end) {
      return -1;
    }
    int code = 0;
    for (int i = index; i < index + 4; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      code = code * 16 + digit;
    }
    return code;
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
