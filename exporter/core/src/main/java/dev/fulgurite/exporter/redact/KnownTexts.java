package dev.fulgurite.exporter.redact;

/**
 * Short texts that were found to need no redaction: names, models and the like come again and
 * again, and looking one up costs far less than checking it. Bounded; a new text takes the place of
 * an old one. Thread-safe: a lost write only costs another check.
 */
final class KnownTexts {
  private static final int SLOTS = 1024;
  private static final int LONGEST = 64;

  private final String[] slots = new String[SLOTS];

  boolean contains(String text) {
    return text.length() <= LONGEST && text.equals(slots[slot(text)]);
  }

  void add(String text) {
    if (text.length() <= LONGEST) {
      slots[slot(text)] = text;
    }
  }

  private static int slot(String text) {
    int hash = text.hashCode();
    return (hash ^ (hash >>> 16)) & (SLOTS - 1);
  }
}
