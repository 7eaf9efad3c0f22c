package dev.fulgurite.exporter.otlp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Text with {@code %20} and the like in it. A plus is a plus. */
final class PercentCoded {
  private static final int CODE = 2;

  private PercentCoded() {}

  /** What is no code stays as it is. */
  static String decode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int code = bytes[i] == '%' && i + CODE < bytes.length ? code(bytes, i + 1) : -1;
      decoded.write(code < 0 ? bytes[i] : code);
      i += code < 0 ? 0 : CODE;
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  private static int code(byte[] bytes, int at) {
    int high = Character.digit(bytes[at], 16);
    int low = Character.digit(bytes[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
