package dev.fulgurite.exporter.store;

/**
 * A condition on one attribute. Strings compare as text; a number or boolean attribute compares by
 * its value, also with a string that spells one; a nested value compares as its JSON. An array
 * matches where any element does, and {@link Operator#NOT_EQUALS} where none is equal. An absent
 * attribute matches only {@link Operator#NOT_EQUALS}.
 *
 * @param value a {@link String}, {@link Long}, {@link Double} or {@link Boolean}; a list of them
 *     for {@link Operator#IN}; ignored by {@link Operator#EXISTS}
 */
public record AttributePredicate(String key, Operator operator, Object value) {
  /** How to compare. */
  public enum Operator {
    EQUALS,
    NOT_EQUALS,
    LESS,
    AT_MOST,
    GREATER,
    AT_LEAST,
    CONTAINS,
    PREFIX,
    EXISTS,
    /** Equal to one of several values. */
    IN
  }
}
