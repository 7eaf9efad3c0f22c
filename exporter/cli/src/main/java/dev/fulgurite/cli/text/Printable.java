package dev.fulgurite.cli.text;

/**
 * Stored text on its way to a terminal. What a model wrote may hold escape sequences, line breaks
 * and characters that turn the direction of what follows.
 */
public final class Printable {
  private static final char ESCAPED_AS_PICTURE = '\u2400';

  /** One line: white space becomes one blank, other control characters a visible picture. */
  public static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    boolean blank = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean space = c == ' ' || (c >= '\t' && c <= '\r') || c == '\u2028' || c == '\u2029';
      if (!space) {
        line.append(visible(c));
      } else if (!blank) {
        line.append(' ');
      }
      blank = space;
    }
    return line.toString().strip();
  }

  /** As it is, over its lines; control characters but tabs become visible pictures. */
  public static String lines(String text) {
    StringBuilder lines = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\t') {
        lines.append(c);
      } else if (c != '\r') {
        lines.append(visible(c));
      }
    }
    return lines.toString();
  }

  /** As {@link #line}, at most {@code max} characters, the cut shown; 0 for no limit. */
  public static String line(String text, int max) {
    // No need to look at ten megabytes to show eighty characters.
    boolean huge = max > 0 && text.length() > 4 * max + 64;
    String line = line(huge ? text.substring(0, 4 * max + 64) : text);
    if (max == 0 || (!huge && line.length() <= max)) {
      return line;
    }
    int cut = Math.min(max - 1, line.length());
    boolean insidePair = cut > 0 && Character.isHighSurrogate(line.charAt(cut - 1));
    return line.substring(0, insidePair ? cut - 1 : cut) + "…";
  }

  /**
   * JSON text with everything escaped that a terminal could act on, or that UTF-8 has no bytes for;
   * the same JSON.
   */
  public static String json(String json) {
    StringBuilder safe = null;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c >= ' ' && (isUnsafe(c) || isUnpaired(json, i))) {
        safe = safe == null ? new StringBuilder(json.substring(0, i)) : safe;
        safe.append(String.format("\\u%04x", (int) c));
      } else if (safe != null) {
        safe.append(c);
      }
    }
    return safe == null ? json : safe.toString();
  }

  private static char visible(char c) {
    if (c < ' ') {
      return (char) (ESCAPED_AS_PICTURE + c);
    }
    return isUnsafe(c) ? '\ufffd' : c;
  }

  private static boolean isUnpaired(String text, int i) {
    char c = text.charAt(i);
    boolean low = i > 0 && Character.isSurrogatePair(text.charAt(i - 1), c);
    boolean high = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
    return Character.isSurrogate(c) && !low && !high;
  }

  private static boolean isUnsafe(char c) {
    return c < ' '
        || (c >= '\u007f' && c <= '\u009f')
        || (c >= '\u200e' && c <= '\u200f')
        || (c >= '\u2028' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }

  private Printable() {}
}
