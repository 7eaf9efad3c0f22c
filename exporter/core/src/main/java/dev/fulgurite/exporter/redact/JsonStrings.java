package dev.fulgurite.exporter.redact;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The strings of a JSON text as their reader sees them, to find in them what escapes hide. A text
 * that is not JSON, or that has no escapes, is left alone.
 */
final class JsonStrings {
  private static final String HEX = "0123456789abcdef";

  /** {@code rule} applied to each string that has an escape; the result is JSON again. */
  static String rewrite(String text, UnaryOperator<String> rule) {
    int escape = text.indexOf('\\');
    if (escape < 0 || !isJson(text)) {
      return text;
    }
    StringBuilder out = null;
    int copied = 0;
    int quote = text.indexOf('"');
    while (quote >= 0 && escape >= 0) {
      int start = quote + 1;
      int end = end(text, start);
      escape = escape < start ? text.indexOf('\\', start) : escape;
      String plain = escape >= start && escape < end ? plain(text, start, end) : null;
      if (plain != null) {
        String kept = rule.apply(plain);
        if (!kept.equals(plain)) {
          out = out == null ? new StringBuilder(text.length()) : out;
          escape(kept, out.append(text, copied, start));
          copied = end;
        }
      }
      quote = end < 0 ? -1 : text.indexOf('"', end + 1);
    }
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }

  private static boolean isJson(String text) {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[") || start.startsWith("\"");
  }

  /** The closing quote, or -1. */
  private static int end(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        return i;
      }
      if (c == '\\') {
        i++;
      }
    }
    return -1;
  }

  /** Null where there is an escape that JSON has not. */
  private static @Nullable String plain(String text, int start, int end) {
    StringBuilder out = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char letter = text.charAt(++i);
      int code = letter == 'u' ? JsonEscapes.code(text, i + 1, end) : meaning(letter);
      if (code < 0) {
        return null;
      }
      out.append((char) code);
      i += letter == 'u' ? 4 : 0;
    }
    return out.toString();
  }

  private static int meaning(char letter) {
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> -1;
    };
  }

  private static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || Character.isSurrogate(c)) {
            out.append("\\u").append(hex(c, 12)).append(hex(c, 8));
            out.append(hex(c, 4)).append(hex(c, 0));
          } else {
            out.append(c);
          }
        }
      }
    }
  }

  private static char hex(char c, int shift) {
    return HEX.charAt((c >> shift) & 15);
  }

  private JsonStrings() {}
}
