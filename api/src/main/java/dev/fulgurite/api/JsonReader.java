package dev.fulgurite.api;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON document into maps, lists, strings, {@link Long} (or {@link BigInteger}), {@link
 * Double} and booleans. What is malformed, or deeper than 512 levels, is refused with an {@link
 * IllegalArgumentException}.
 */
final class JsonReader {
  private static final int DEPTH = 512;

  private final String json;
  private final boolean beginning;
  private int at;

  private JsonReader(String json, boolean beginning) {
    this.json = json;
    this.beginning = beginning;
  }

  /** A document that was cut off: what it holds up to there. */
  static @Nullable Object readBeginning(String json) {
    return new JsonReader(json, true).value(0);
  }

  static @Nullable Object read(String json) {
    JsonReader reader = new JsonReader(json, false);
    Object value = reader.value(0);
    if (reader.peek() != 0) {
      throw reader.malformed();
    }
    return value;
  }

  private @Nullable Object value(int depth) {
    if (depth > DEPTH) {
      throw malformed();
    }
    return switch (peek()) {
      case '{' -> object(depth + 1);
      case '[' -> array(depth + 1);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    at++;
    if (taken('}')) {
      return members;
    }
    try {
      do {
        String name = name();
        expect(':');
        members.put(name, value(depth));
      } while (taken(','));
      expect('}');
    } catch (IllegalArgumentException malformed) {
      throwUnlessCutOff(malformed);
    }
    return members;
  }

  private List<@Nullable Object> array(int depth) {
    List<@Nullable Object> elements = new ArrayList<>();
    at++;
    if (taken(']')) {
      return elements;
    }
    try {
      do {
        elements.add(value(depth));
      } while (taken(','));
      expect(']');
    } catch (IllegalArgumentException malformed) {
      throwUnlessCutOff(malformed);
    }
    return elements;
  }

  private void throwUnlessCutOff(IllegalArgumentException malformed) {
    if (!beginning || at < json.length()) {
      throw malformed;
    }
  }

  private String name() {
    if (peek() != '"') {
      throw malformed();
    }
    return string();
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    at++;
    while (at < json.length() && json.charAt(at) != '"') {
      char c = json.charAt(at++);
      string.append(c == '\\' ? escaped() : c);
    }
    if (!beginning || at < json.length()) {
      expect('"');
    }
    return string.toString();
  }

  private char escaped() {
    char c = at < json.length() ? json.charAt(at++) : 0;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> unit();
      default -> throw malformed();
    };
  }

  private char unit() {
    int end = at + 4;
    if (end > json.length()) {
      at = json.length();
      throw malformed();
    }
    try {
      char unit = (char) Integer.parseInt(json, at, end, 16);
      at = end;
      return unit;
    } catch (NumberFormatException notHex) {
      throw malformed();
    }
  }

  private @Nullable Object word(String word, @Nullable Object meaning) {
    if (!json.startsWith(word, at)) {
      at = word.startsWith(json.substring(at)) ? json.length() : at;
      throw malformed();
    }
    at += word.length();
    return meaning;
  }

  private Object number() {
    int start = at;
    while (at < json.length() && "+-.0123456789eE".indexOf(json.charAt(at)) >= 0) {
      at++;
    }
    if (beginning && at == json.length()) {
      throw malformed();
    }
    String digits = json.substring(start, at);
    try {
      if (digits.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E')) {
        return Double.valueOf(digits);
      }
      BigInteger integer = new BigInteger(digits);
      return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer;
    } catch (NumberFormatException notANumber) {
      throw malformed();
    }
  }

  /** The next character that is no white space, or 0 at the end. */
  private char peek() {
    while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
      at++;
    }
    return at < json.length() ? json.charAt(at) : 0;
  }

  private boolean taken(char c) {
    boolean found = peek() == c;
    at += found ? 1 : 0;
    return found;
  }

  private void expect(char c) {
    if (!taken(c)) {
      throw malformed();
    }
  }

  private IllegalArgumentException malformed() {
    return new IllegalArgumentException("malformed JSON at character " + at);
  }
}
