package dev.fulgurite.exporter.redact;

/**
 * E-mail addresses. By hand, not by a regular expression: the time is linear also in a text that is
 * one long word.
 */
final class EmailAddresses implements TextRule {
  private static final String MARK = TextRule.mark("email");
  private static final int LONGEST_LOCAL_PART = 64;

  @Override
  public String apply(String text) {
    StringBuilder out = null;
    int copied = 0;
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      int start = localPart(text, at, copied);
      int end = start < at ? domain(text, at + 1) : -1;
      if (end > 0) {
        out = out == null ? new StringBuilder(text.length()) : out;
        out.append(text, copied, start).append(MARK);
        copied = end;
      }
    }
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }

  private static int localPart(String text, int at, int floor) {
    int start = at;
    while (start > floor && at - start < LONGEST_LOCAL_PART && isLocal(text.charAt(start - 1))) {
      start--;
    }
    if (start < at) {
      start = Math.min(JsonEscapes.skip(text, start), at);
    }
    while (start < at && text.charAt(start) == '.') {
      start++;
    }
    return start;
  }

  /** The end of a host name with a top level of letters, or -1. */
  private static int domain(String text, int start) {
    int end = -1;
    int label = start;
    boolean letters = true;
    for (int i = start; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (JsonEscapes.isDigit(c) || JsonEscapes.isLetter(c) || c == '-') {
        letters &= JsonEscapes.isLetter(c);
        continue;
      }
      if (i == label) {
        break;
      }
      end = label > start && letters && i - label >= 2 ? i : -1;
      if (c != '.' || i + 1 == text.length() || !JsonEscapes.isWord(text.charAt(i + 1))) {
        break;
      }
      label = i + 1;
      letters = true;
    }
    return end;
  }

  private static boolean isLocal(char c) {
    return JsonEscapes.isWord(c) || c == '.' || c == '+' || c == '-' || c == '%';
  }
}
