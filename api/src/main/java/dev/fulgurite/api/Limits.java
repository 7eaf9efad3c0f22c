package dev.fulgurite.api;

/**
 * How much one event may carry. OpenTelemetry silently drops what is over its own limits; we cut
 * earlier and say so on the span.
 */
final class Limits {
  /** Below OpenTelemetry's 128, with room for what a scope adds to every span. */
  static final int ATTRIBUTES = 100;

  /** Characters of one text, and bytes of one JSON document. */
  static final int TEXT = 1 << 20;

  /** Characters of all the texts in one tree of attributes. */
  static final int TREE_TEXT = 2 << 20;

  static final int KEY = 512;

  /** Characters of a span's status description. */
  static final int DESCRIPTION = 1_000;

  /** Levels of maps and lists inside each other. */
  static final int DEPTH = 32;

  /** Elements of one list or map. */
  static final int WIDTH = 10_000;

  /** Entries and elements of one tree of attributes, counted again wherever they are shared. */
  static final int VISITS = 2 * WIDTH;

  /** {@code text}, or its first {@code length} characters without half a surrogate pair. */
  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    boolean splitsPair = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, splitsPair ? length - 1 : length);
  }

  private Limits() {}
}
