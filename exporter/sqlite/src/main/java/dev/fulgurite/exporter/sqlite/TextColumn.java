package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import java.util.List;

/**
 * A column with the number of a text that stands in another table. Immutable.
 *
 * @param texts the numbers of the texts {@code t} for which a condition holds, as a query
 */
record TextColumn(String column, String texts) {
  static final TextColumn SESSION =
      new TextColumn("p.session_id", "SELECT id FROM session WHERE %s");
  static final TextColumn NAME = dictionary("p.name_id", Dictionary.NAME);
  static final TextColumn USER = dictionary("p.user_id", Dictionary.USER);
  static final TextColumn ROLLOUT = dictionary("p.rollout_id", Dictionary.ROLLOUT);
  static final TextColumn ATTEMPT = dictionary("p.attempt_id", Dictionary.ATTEMPT);
  static final TextColumn AGENT = dictionary("p.agent_id", Dictionary.AGENT);

  private static TextColumn dictionary(String column, int kind) {
    return new TextColumn(column, "SELECT id FROM dictionary WHERE kind = " + kind + " AND %s");
  }

  /** The same, which SQLite does not look up in an index. */
  TextColumn unsought() {
    return new TextColumn('+' + column, texts);
  }

  /** As {@link dev.fulgurite.exporter.store.ValueMatcher} compares a text. */
  SqlCondition compared(Operator operator, Object wanted) {
    String text = String.valueOf(wanted);
    return switch (operator) {
      case EXISTS -> present();
      case EQUALS -> equalTo(text);
      case NOT_EQUALS -> equalTo(text).not();
      case IN ->
          wanted instanceof List<?> values
              ? SqlCondition.any(values.stream().map(one -> equalTo(String.valueOf(one))).toList())
              : SqlCondition.NONE;
      case CONTAINS -> found(text, "instr(text, ?) > 0");
      case PREFIX -> found(text, "instr(text, ?) = 1");
      default -> present().loosely(); // SQLite orders texts by code points, Java by UTF-16
    };
  }

  SqlCondition equalTo(String text) {
    return SqlCondition.exactly(column + " = (" + texts.formatted("text = ?") + ")", text)
        .exactIf(!isLossy(text));
  }

  private SqlCondition present() {
    return SqlCondition.exactly(column + " IS NOT NULL");
  }

  private SqlCondition found(String text, String condition) {
    return Json.isWellFormed(text)
        ? SqlCondition.exactly(column + " IN (" + texts.formatted(condition) + ")", text)
            .exactIf(!isLossy(text))
        : present().loosely();
  }

  /** Text that UTF-8 cannot hold is kept with question marks. */
  private static boolean isLossy(String text) {
    return text.indexOf('?') >= 0 || !Json.isWellFormed(text);
  }
}
