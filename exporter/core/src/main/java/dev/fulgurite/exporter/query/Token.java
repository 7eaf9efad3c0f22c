package dev.fulgurite.exporter.query;

/**
 * A piece of a filter.
 *
 * @param text without quotes and escapes
 * @param position of its first character
 */
record Token(Kind kind, String text, int position) {
  enum Kind {
    WORD,
    QUOTED,
    OPERATOR,
    OPEN,
    CLOSE,
    COMMA,
    END
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  boolean isWord(String wanted) {
    return kind == Kind.WORD && text.equalsIgnoreCase(wanted);
  }
}
