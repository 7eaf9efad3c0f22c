package dev.fulgurite.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What was typed, as far as the JVM has understood it. */
final class Arguments {
  /** What the JVM makes of each byte that the locale has no character for. */
  private static final char LOST = '\uFFFD';

  /** Whether all of it has arrived; says so where not. What is lost would be looked for in vain. */
  static boolean areRead(String[] args, String encoding, PrintWriter err) {
    for (String arg : args) {
      if (arg.indexOf(LOST) >= 0 && !isUtf8(encoding)) {
        err.println(
            "fulgurite: the argument '%s' has characters that this locale has not (%s): set LC_ALL=C.UTF-8"
                .formatted(arg, encoding));
        return false;
      }
    }
    return true;
  }

  private static boolean isUtf8(String encoding) {
    return Charset.isSupported(encoding)
        && Charset.forName(encoding).equals(StandardCharsets.UTF_8);
  }

  private Arguments() {}
}
