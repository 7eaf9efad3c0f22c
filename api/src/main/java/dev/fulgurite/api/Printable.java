package dev.fulgurite.api;

/** Values of others inside lines of ours. */
final class Printable {
  private static final int LENGTH = 80;

  /** {@code text} on one line, cut short. */
  static String text(String text) {
    String cut = Limits.cut(text, LENGTH);
    return cut.replaceAll("\\p{Cntrl}", "?") + (cut.length() < text.length() ? "…" : "");
  }

  private Printable() {}
}
