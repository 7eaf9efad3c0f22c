package dev.fulgurite.exporter.sqlite;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON array cut into its elements, so that put together again it is the same text, character by
 * character. Immutable.
 *
 * @param before what stands before the first element
 * @param between what stands between any two
 * @param after what stands after the last
 */
record MessageList(String before, String between, String after, List<String> elements) {
  /** Null for what is no array of at least one object, or spaced in several ways. */
  static @Nullable MessageList split(String text) {
    Scan scan = new Scan(text);
    return scan.run() ? scan.list() : null;
  }

  String join() {
    String all = elements.size() == 1 ? elements.get(0) : String.join(between, elements);
    return before + all + after;
  }

  /** Looks for the ends of objects at the first level; checks no more of JSON than that needs. */
  private static final class Scan {
    private final String text;
    private final List<String> elements = new ArrayList<>();
    private String between = "";
    private int first = -1;
    private int end;

    Scan(String text) {
      this.text = text;
    }

    boolean run() {
      if (!text.startsWith("[")) {
        return false;
      }
      int position = 1;
      while (true) {
        int start = text.indexOf('{', position);
        if (start < 0 || !isGap(end, start)) {
          return false;
        }
        int stop = endOfObject(start);
        if (stop < 0) {
          return false;
        }
        elements.add(text.substring(start, stop));
        first = first < 0 ? start : first;
        end = stop;
        position = stop;
        if (isTail(stop)) {
          return true;
        }
      }
    }

    /** Whether from {@code from} on there is only what stood between the elements before. */
    private boolean isGap(int from, int to) {
      if (first < 0) {
        return text.substring(1, to).isBlank();
      }
      String gap = text.substring(from, to);
      if (elements.size() == 1) {
        between = gap;
      }
      return gap.equals(between);
    }

    private boolean isTail(int from) {
      int bracket = from;
      while (bracket < text.length() && text.charAt(bracket) <= ' ') {
        bracket++;
      }
      return bracket < text.length() && text.charAt(bracket) == ']';
    }

    /** After the bracket that closes the one at {@code start}; -1 where there is none. */
    private int endOfObject(int start) {
      int depth = 0;
      for (int i = start; i < text.length(); i++) {
        switch (text.charAt(i)) {
          case '{', '[' -> depth++;
          case '}', ']' -> depth--;
          case '"' -> i = endOfString(i);
          default -> {}
        }
        if (i < 0) {
          return -1;
        }
        if (depth == 0) {
          return i + 1;
        }
      }
      return -1;
    }

    /** The quote that ends the string begun at {@code start}; -1 where there is none. */
    private int endOfString(int start) {
      int quote = text.indexOf('"', start + 1);
      while (quote >= 0 && isEscaped(quote)) {
        quote = text.indexOf('"', quote + 1);
      }
      return quote;
    }

    private boolean isEscaped(int quote) {
      int slash = quote;
      while (text.charAt(slash - 1) == '\\') {
        slash--;
      }
      return (quote - slash) % 2 == 1;
    }

    MessageList list() {
      return new MessageList(
          text.substring(0, first), between, text.substring(end), List.copyOf(elements));
    }
  }
}
