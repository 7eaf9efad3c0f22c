package dev.fulgurite.exporter.redact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Payment card numbers: 13 to 19 digits with an issuer's prefix and a right check digit, in one run
 * or in the groups that cards print, parted by single spaces or hyphens. Decimals, parts of words
 * and longer runs are left alone.
 */
final class CardNumbers implements TextRule {
  /** Of thirteen digits, the least that a card has. */
  private static final long SMALLEST = 1_000_000_000_000L;

  private static final String MARK = TextRule.mark("card");
  private static final int[][] GROUPS = {{4, 4, 4, 4, 3}, {4, 4, 4, 4}, {4, 6, 5}, {4, 6, 4}};

  /** In JSON within JSON, a number that is a value, behind its key's closing quote. */
  private static final Pattern NESTED_VALUE = Pattern.compile("(\\\\+\")\\s*:\\s*$");

  @Override
  public String apply(String text) {
    StringBuilder out = null;
    int copied = 0;
    int i = runFrom(text, 0);
    while (i < text.length()) {
      int run = digitsFrom(text, i);
      int end = cardFrom(text, i, run);
      if (end > 0) {
        out = out == null ? new StringBuilder(text.length()) : out;
        String quote = end == run ? quoteAt(text, i) : "";
        out.append(text, copied, i).append(quote).append(MARK).append(quote);
        copied = end;
      }
      i = runFrom(text, Math.max(run, end));
    }
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }

  /** Whether {@code number} as a whole is a card's. */
  boolean isCard(long number) {
    if (number < SMALLEST) {
      return false;
    }
    String text = Long.toString(number);
    return isCard(text, 0, text.length());
  }

  /** The end of the card number that begins at {@code start}, or -1. */
  private static int cardFrom(String text, int start, int runEnd) {
    if (!mayBegin(text, start)) {
      return -1;
    }
    if (runEnd - start >= 13) {
      return mayEnd(text, runEnd) && isCard(text, start, runEnd) ? runEnd : -1;
    }
    if (runEnd - start == 4) {
      for (int[] groups : GROUPS) {
        int end = groupsFrom(text, start, groups);
        if (end > 0 && mayEnd(text, end) && isCard(text, start, end)) {
          return end;
        }
      }
    }
    return -1;
  }

  private static int groupsFrom(String text, int start, int[] groups) {
    int at = start;
    char separator = 0;
    for (int size : groups) {
      if (at > start) {
        if (at >= text.length() || (separator != 0 && text.charAt(at) != separator)) {
          return -1;
        }
        separator = text.charAt(at++);
        if (separator != ' ' && separator != '-') {
          return -1;
        }
      }
      if (digitsFrom(text, at) != at + size) {
        return -1;
      }
      at += size;
    }
    return at;
  }

  /**
   * Where the next four digits or more begin, the text's length for nowhere. No card begins with
   * fewer, so that a look at each fourth character is enough.
   */
  private static int runFrom(String text, int start) {
    for (int i = start + 3; i < text.length(); i += 4) {
      if (JsonEscapes.isDigit(text.charAt(i))) {
        int first = i;
        while (first > start && JsonEscapes.isDigit(text.charAt(first - 1))) {
          first--;
        }
        return first;
      }
    }
    return text.length();
  }

  private static int digitsFrom(String text, int start) {
    int end = start;
    while (end < text.length() && JsonEscapes.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean mayBegin(String text, int start) {
    boolean decimal = start > 0 && text.charAt(start - 1) == '.';
    return !decimal && JsonEscapes.wordMayBegin(text, start);
  }

  private static boolean mayEnd(String text, int end) {
    if (end == text.length()) {
      return true;
    }
    boolean decimal =
        text.charAt(end) == '.'
            && end + 1 < text.length()
            && JsonEscapes.isDigit(text.charAt(end + 1));
    return !decimal && !JsonEscapes.isWord(text.charAt(end));
  }

  private static boolean isCard(String text, int start, int end) {
    StringBuilder digits = new StringBuilder(19);
    for (int i = start; i < end; i++) {
      if (JsonEscapes.isDigit(text.charAt(i))) {
        digits.append(text.charAt(i));
      }
    }
    return isIssued(digits) && hasRightCheckDigit(digits);
  }

  private static boolean isIssued(CharSequence digits) {
    int length = digits.length();
    if (length < 13 || length > 19) {
      return false;
    }
    int six = Integer.parseInt(digits, 0, 6, 10);
    int two = six / 10_000;
    return switch (six / 100_000) {
      case 4 -> length == 13 || length == 16 || length == 19;
      case 2 -> length == 16 && six >= 222_100 && six <= 272_099;
      case 3 -> isIssued(two, length);
      case 5 -> length == 16 && two >= 51 && two <= 55;
      case 6 -> length >= 16;
      default -> false;
    };
  }

  /** American Express, JCB, Diners Club. */
  private static boolean isIssued(int two, int length) {
    return switch (two) {
      case 34, 37 -> length == 15;
      case 35 -> length >= 16;
      case 30, 36, 38, 39 -> length == 14;
      default -> false;
    };
  }

  /** Luhn's formula. */
  private static boolean hasRightCheckDigit(CharSequence digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : digit * 2;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }

  /** The quote that the mark needs, where a bare number in JSON gives way to it. */
  private static String quoteAt(String text, int index) {
    if (!isJson(text)) {
      return "";
    }
    if (!isInString(text, index)) {
      return "\"";
    }
    Matcher key = NESTED_VALUE.matcher(text).region(Math.max(0, index - 20), index);
    return key.find() ? key.group(1) : "";
  }

  private static boolean isJson(String text) {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }

  private static boolean isInString(String text, int index) {
    boolean inString = false;
    for (int i = 0; i < index; i++) {
      char c = text.charAt(i);
      if (c == '"') {
        inString = !inString;
      } else if (c == '\\') {
        i++;
      }
    }
    return inString;
  }
}
