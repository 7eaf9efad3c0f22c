package dev.fulgurite.exporter.store.codec;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Any text as one that every database can hold, also with neither NUL nor half a surrogate pair:
 * those stand as U+001A and four hexadecimal digits, and so does U+001A itself. Two texts are equal
 * when their escaped forms are.
 */
public final class EscapedText {
  private static final char ESCAPE = '\u001a';
  private static final int RADIX = 16;
  private static final int DIGITS = 4;

  /** {@code text} itself where nothing of it is odd. */
  public static String escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isOdd(text, i)) {
        return escapeFrom(text, i);
      }
    }
    return text;
  }

  /** As {@link #escape}; null for null. */
  public static @Nullable String escapeIfAny(@Nullable String text) {
    return text == null ? null : escape(text);
  }

  private static String escapeFrom(String text, int first) {
    StringBuilder escaped = new StringBuilder(text.length() + DIGITS).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isOdd(text, i)) {
        escaped.append(ESCAPE).append(String.format("%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static boolean isOdd(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
    return c == 0 || c == ESCAPE;
  }

  /** The inverse of {@link #escape}. */
  public static String unescape(String escaped) {
    if (escaped.indexOf(ESCAPE) < 0) {
      return escaped;
    }
    StringBuilder text = new StringBuilder(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == ESCAPE && i + DIGITS < escaped.length()) {
        text.append((char) Integer.parseInt(escaped, i + 1, i + 1 + DIGITS, RADIX));
        i += DIGITS;
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** As {@link #unescape}; null for null. */
  public static @Nullable String unescapeIfAny(@Nullable String escaped) {
    return escaped == null ? null : unescape(escaped);
  }

  /** Its length in bytes, then itself. */
  public static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = escape(text).getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** What {@link #write} wrote. */
  public static String read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new EOFException("it ends too early");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return unescape(new String(bytes, StandardCharsets.UTF_8));
  }

  private EscapedText() {}
}
