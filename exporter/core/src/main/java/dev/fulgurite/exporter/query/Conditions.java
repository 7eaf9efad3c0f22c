package dev.fulgurite.exporter.query;

import dev.fulgurite.exporter.store.AttributePredicate;
import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.SpanField;
import dev.fulgurite.exporter.store.SpanFilter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes conditions of a subject, an operator and values. */
final class Conditions {
  private final String text;
  private final Values values;

  Conditions(String text, Instant now) {
    this.text = text;
    this.values = new Values(text, now);
  }

  SpanFilter comparison(Token subject, Token operator, Token value) {
    Operator asked = operator(operator.text());
    SpanField field = field(subject);
    if (field == null) {
      return attribute(subject, asked, values.ofAttribute(value, asked));
    }
    boolean partial = asked == Operator.CONTAINS || asked == Operator.PREFIX;
    if (partial && field.type() != SpanField.Type.TEXT) {
      throw new FilterSyntaxException(
          "%s is no text: compare it with = != < <= > or >=".formatted(field.word()),
          text,
          operator.position());
    }
    return HexIds.has(field)
        ? HexIds.comparison(field, asked, value.text())
        : new SpanFilter.Field(field, asked, values.of(field, value));
  }

  SpanFilter exists(Token subject) {
    SpanField field = field(subject);
    return field == null
        ? attribute(subject, Operator.EXISTS, "")
        : new SpanFilter.Field(field, Operator.EXISTS, "");
  }

  SpanFilter oneOf(Token subject, List<Token> alternatives) {
    SpanField field = field(subject);
    if (field == null) {
      List<Object> known =
          alternatives.stream().map(value -> values.ofAttribute(value, Operator.IN)).toList();
      return attribute(subject, Operator.IN, known);
    }
    return HexIds.has(field)
        ? HexIds.oneOf(field, alternatives.stream().map(Token::text).toList())
        : new SpanFilter.Field(
            field,
            Operator.IN,
            alternatives.stream().map(value -> values.of(field, value)).toList());
  }

  private static SpanFilter attribute(Token subject, Operator operator, Object value) {
    boolean dotted = subject.is(Token.Kind.WORD) && subject.text().startsWith(".");
    String key = dotted ? subject.text().substring(1) : subject.text();
    return new SpanFilter.Attribute(new AttributePredicate(key, operator, value));
  }

  /** Null for an attribute. */
  private @Nullable SpanField field(Token subject) {
    String word = subject.text();
    if (subject.is(Token.Kind.QUOTED) || word.indexOf('.') >= 0) {
      return null;
    }
    for (SpanField field : SpanField.values()) {
      if (field.word().equalsIgnoreCase(word)) {
        return field;
      }
    }
    String known =
        Arrays.stream(SpanField.values()).map(SpanField::word).collect(Collectors.joining(", "));
    throw new FilterSyntaxException(
        "there is no field '%s' (there are %s); write .%s for an attribute"
            .formatted(word, known, word),
        text,
        subject.position());
  }

  private static Operator operator(String symbol) {
    return switch (symbol) {
      case "=" -> Operator.EQUALS;
      case "!=" -> Operator.NOT_EQUALS;
      case "<" -> Operator.LESS;
      case "<=" -> Operator.AT_MOST;
      case ">" -> Operator.GREATER;
      case ">=" -> Operator.AT_LEAST;
      case "~" -> Operator.CONTAINS;
      default -> Operator.PREFIX;
    };
  }
}
