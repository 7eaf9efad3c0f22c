package dev.fulgurite.api;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes any value as JSON that is always valid: what is over {@link Limits} is left out, what
 * meets itself again is {@code "<cycle>"}, what has no JSON form is its string.
 */
final class JsonWriter {
  /** A document, and what is to be said about it. */
  record Json(String text, boolean truncated, boolean stringified) {}

  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder();
  private final Deque<Object> path = new ArrayDeque<>();
  private int bytes = Limits.TEXT;
  private boolean truncated;
  private boolean stringified;

  static Json write(@Nullable Object value) {
    JsonWriter writer = new JsonWriter();
    writer.value(value);
    return new Json(writer.out.toString(), writer.truncated, writer.stringified);
  }

  private void value(@Nullable Object value) {
    Object plain = Plain.of(value, () -> truncated = true);
    if (plain instanceof Map<?, ?> map) {
      nested(value, '{', '}', () -> members(map));
    } else if (plain instanceof Iterable<?> list) {
      nested(value, '[', ']', () -> elements(list));
    } else {
      leaf(plain);
    }
  }

  private void leaf(@Nullable Object plain) {
    if (plain == null || plain instanceof Boolean || Plain.isIntegral(plain)) {
      literal(String.valueOf(plain));
    } else if (Plain.isFloating(plain)) {
      boolean finite = Double.isFinite(((Number) plain).doubleValue());
      if (finite || plain instanceof BigDecimal) {
        literal(plain.toString());
      } else {
        string(plain.toString()); // JSON has no NaN.
      }
    } else {
      stringified |= !(plain instanceof String);
      string(Plain.text(plain));
    }
  }

  private void nested(@Nullable Object container, char open, char close, Runnable content) {
    boolean cycle = path.stream().anyMatch(above -> above == container);
    if (cycle || container == null || path.size() >= Limits.DEPTH) {
      truncated = true;
      string(cycle ? "<cycle>" : "…");
      return;
    }
    literal(String.valueOf(open));
    path.push(container);
    try {
      content.run();
    } catch (Throwable broken) {
      // A container of the caller's that breaks in the middle keeps what it gave so far.
      truncated = true;
      Warnings.report("cannot read all of an object", broken);
    }
    path.pop();
    literal(String.valueOf(close));
  }

  private void members(Map<?, ?> map) {
    int width = 0;
    for (Map.Entry<?, ?> member : map.entrySet()) {
      String name = Plain.text(member.getKey());
      Object value = member.getValue();
      if (isFull(width, name.length())) {
        return;
      }
      separate(width++);
      string(name);
      literal(":");
      value(value);
    }
  }

  private void elements(Iterable<?> list) {
    int width = 0;
    for (Object element : list) {
      if (isFull(width, 0)) {
        return;
      }
      separate(width++);
      value(element);
    }
  }

  private boolean isFull(int width, int nextName) {
    boolean full = width >= Limits.WIDTH || bytes <= nextName;
    truncated |= full;
    return full;
  }

  private void separate(int width) {
    if (width > 0) {
      literal(",");
    }
  }

  private void literal(String ascii) {
    out.append(ascii);
    bytes -= ascii.length();
  }

  private void string(String string) {
    literal("\"");
    for (int i = 0; i < string.length(); ) {
      int codePoint = string.codePointAt(i);
      if (bytes <= 0) {
        truncated = true;
        break;
      }
      character(codePoint);
      i += Character.charCount(codePoint);
    }
    literal("\"");
  }

  private void character(int codePoint) {
    switch (codePoint) {
      case '"' -> literal("\\\"");
      case '\\' -> literal("\\\\");
      case '\n' -> literal("\\n");
      case '\r' -> literal("\\r");
      case '\t' -> literal("\\t");
      default -> {
        if (codePoint < ' ' || (codePoint >= 0xD800 && codePoint <= 0xDFFF)) {
          escape(codePoint);
        } else {
          out.appendCodePoint(codePoint);
          bytes -= codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
        }
      }
    }
  }

  private void escape(int unit) {
    literal("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      literal(String.valueOf(HEX.charAt((unit >> shift) & 0xF)));
    }
  }
}
