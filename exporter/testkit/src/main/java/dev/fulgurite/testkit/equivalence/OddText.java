package dev.fulgurite.testkit.equivalence;

import static java.nio.charset.StandardCharsets.UTF_8;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Text that encodings, collations, SQL and changes of case have trouble with. */
final class OddText {
  private static final String[] PIECES = {
    "a",
    "A",
    "b",
    "apple",
    "Apples ",
    "10",
    "9.5",
    "true",
    "NaN",
    " ",
    "?",
    "%",
    "_",
    "\\",
    "'",
    "\"",
    "ß",
    "ẞ",
    "SS",
    "i",
    "I",
    "ı",
    "İ",
    "k",
    "\u212a",
    "s",
    "ſ",
    "σ",
    "ς",
    "Σ",
    "ǅ",
    "𐐀",
    "𐐨",
    "é",
    "e\u0301",
    "Å",
    "A\u030a",
    "數学",
    "🍎",
    "שלום",
    "\u202eabc",
    "\u200b",
    "\ufeff",
    "\uffff",
    "\u0000",
    "\u001a",
    "\u001a0000",
    "\ud83c",
    "\udf4e",
    "\u2028",
    "\u0085",
    "{\"a\":[1]}"
  };

  /** One piece in most cases, so that texts are often equal. */
  static Arbitrary<String> any() {
    Arbitrary<String> piece = Arbitraries.of(PIECES);
    Arbitrary<String> joined = Combinators.combine(piece, piece, piece).as((a, b, c) -> a + b + c);
    return Arbitraries.oneOf(piece, piece, Arbitraries.just(""), joined);
  }

  /**
   * The same but for halves of surrogate pairs: a store may show question marks for them where a
   * summary has a name or an id.
   */
  static Arbitrary<String> shown() {
    return any().map(text -> new String(text.getBytes(UTF_8), UTF_8));
  }

  private OddText() {}
}
