package dev.fulgurite.exporter.sqlite;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a text that is looked for: a word, or a piece of one where the text begins or ends.
 * Immutable.
 *
 * @param text folded
 * @param opensLeft a word that it is found in may have more before it
 * @param opensRight and behind it
 */
record TextPart(String text, boolean opensLeft, boolean opensRight) {
  static List<TextPart> of(String wanted) {
    char[] folded = Words.fold(wanted);
    List<TextPart> parts = new ArrayList<>();
    Words.forEach(
        folded,
        (from, to, letters) ->
            parts.add(
                new TextPart(
                    new String(folded, from, to - from),
                    letters && from == 0,
                    letters && to == folded.length)));
    return parts;
  }

  boolean isWhole() {
    return !opensLeft && !opensRight;
  }
}
