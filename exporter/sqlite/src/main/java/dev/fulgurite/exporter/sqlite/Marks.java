package dev.fulgurite.exporter.sqlite;

/**
 * Tokens of the index that stand for attributes: hashes that no word looks like. Two may be alike
 * by chance, so what they find is looked at.
 */
final class Marks {
  /** Longer texts have no mark of their value. */
  static final int MAX_TEXT = 256;

  private static final String SIGN = "\u00a4";

  /** For a span with a run of letters that is too long for a word. */
  static final String LONG = SIGN + "long";

  private static final long PRIME = 0x100000001b3L;
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final int SHIFT = 14;

  /** For a span that has the attribute. */
  static String key(String key) {
    return mark(key, 'k', "");
  }

  /** For one whose value, or an element of it, is this text, or the boolean it spells. */
  static String text(String key, String value) {
    return mark(key, 't', value);
  }

  /** For one whose value, or an element of it, is this number, of whatever type. */
  static String number(String key, double value) {
    return mark(key, 'n', Long.toString(Double.doubleToLongBits(value == 0 ? 0 : value), 36));
  }

  private static String mark(String key, char type, String value) {
    long hash = added(BASIS, key);
    hash = added((hash ^ type) * PRIME, value);
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    return SIGN + Long.toString((hash ^ hash >>> 33) >>> SHIFT, 36);
  }

  private static long added(long hash, String text) {
    long result = hash;
    for (int i = 0; i < text.length(); i++) {
      result = (result ^ text.charAt(i)) * PRIME;
    }
    return result;
  }

  private Marks() {}
}
