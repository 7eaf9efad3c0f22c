package dev.fulgurite.api;

import java.math.BigInteger;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The five types of objects that have a literal, by the names that Python has for them. */
final class ObjectLiterals {
  static final String STRING = "str";

  /** The type's name; null for what goes to JSON. */
  static @Nullable String typeOf(@Nullable Object value) {
    if (value instanceof CharSequence || value instanceof Character) {
      return STRING;
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof byte[]) {
      return "bytes";
    }
    if (Plain.isIntegral(value)) {
      return "int";
    }
    return Plain.isFloating(value) ? "float" : null;
  }

  /** The cap on texts is a multiple of four, so that cut base64 still decodes. */
  static String write(@Nullable Object value) {
    return value instanceof byte[] bytes
        ? Base64.getEncoder().encodeToString(bytes)
        : Plain.text(value);
  }

  /** Reads what Java or Python wrote; refuses with an {@link IllegalArgumentException}. */
  static Object read(String type, String literal) {
    return switch (type) {
      case STRING -> literal;
      case "bool" -> literal.equalsIgnoreCase("true");
      case "int" -> integer(new BigInteger(literal.strip()));
      case "float" -> floating(literal.strip().toLowerCase(Locale.ROOT));
      case "bytes" -> Base64.getDecoder().decode(literal);
      default -> throw new IllegalArgumentException("no literal of type " + type);
    };
  }

  private static Object integer(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private static Double floating(String literal) {
    return switch (literal) {
      case "nan" -> Double.NaN;
      case "inf", "infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.valueOf(literal);
    };
  }

  private ObjectLiterals() {}
}
