package dev.fulgurite.exporter.redact;

/**
 * Values behind a telling name: {@code "api_key": "…"}, also in JSON within JSON, {@code
 * API_KEY=…}, {@code client_secret: '…'}. Looks only where a colon or equals sign stands. By hand,
 * because the emitter waits for it.
 */
final class NamedSecrets implements TextRule {
  private static final String MARK = TextRule.mark("secret");
  private static final int SHORTEST_BARE_VALUE = 8;

  /** Without their hyphens and underscores. */
  private static final String[] NAMES = {
    "apikey", "accesstoken", "authtoken", "clientsecret", "secretkey"
  };

  /** Too common a word in prose: it counts only as a quoted name. */
  private static final String PASSWORD = "password";

  @Override
  public String apply(String text) {
    StringBuilder out = null;
    int copied = 0;
    int colon = text.indexOf(':', 1);
    int equal = text.indexOf('=', 1);
    while (colon > 0 || equal > 0) {
      int i = colon > 0 && (equal < 0 || colon < equal) ? colon : equal;
      int next = i + 1;
      if (isNamed(text, i)) {
        int value = skipSpaces(text, i + 1);
        int start = value + quoteLength(text, value);
        int end = start > value ? quotedEnd(text, value, start) : bareEnd(text, i, start);
        if (end > start) {
          out = out == null ? new StringBuilder(text.length()) : out;
          out.append(text, copied, start).append(MARK);
          copied = end;
          next = end + 1;
        }
      }
      colon = colon > 0 && colon < next ? text.indexOf(':', next) : colon;
      equal = equal > 0 && equal < next ? text.indexOf('=', next) : equal;
    }
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }

  /** Whether an attribute by this name holds a secret. */
  static boolean isSecretName(String key) {
    return endsWithName(key, key.length(), true) || endsWith(key, key.length(), "authorization");
  }

  private static boolean isNamed(String text, int separator) {
    int end = separator;
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    boolean quoted = isQuoteBefore(text, end);
    if (quoted) {
      end--;
      while (end > 0 && text.charAt(end - 1) == '\\') {
        end--;
      }
    }
    return endsWithName(text, end, quoted);
  }

  private static boolean endsWithName(String text, int end, boolean quoted) {
    for (String name : NAMES) {
      if (endsWith(text, end, name)) {
        return true;
      }
    }
    return quoted && endsWith(text, end, PASSWORD);
  }

  /** Whether {@code name} stands before {@code end}, ignoring case, hyphens and underscores. */
  private static boolean endsWith(String text, int end, String name) {
    int at = end - 1;
    for (int i = name.length() - 1; i >= 0; i--, at--) {
      if (at > 0 && i < name.length() - 1 && (text.charAt(at) == '_' || text.charAt(at) == '-')) {
        at--;
      }
      if (at < 0 || (text.charAt(at) | 0x20) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int skipSpaces(String text, int index) {
    int i = index;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  /** How long the quote that stands here is, its backslashes included; 0 for none. */
  private static int quoteLength(String text, int index) {
    int i = index;
    while (i < text.length() && text.charAt(i) == '\\') {
      i++;
    }
    return isQuoteBefore(text, i + 1) ? i + 1 - index : 0;
  }

  /** Where the same quote stands again, escaped no further; -1 where the text ends first. */
  private static int quotedEnd(String text, int value, int start) {
    char quote = text.charAt(start - 1);
    int escapes = start - 1 - value;
    for (int i = text.indexOf(quote, start); i >= 0; i = text.indexOf(quote, i + 1)) {
      int backslashes = 0;
      while (i - backslashes > start && text.charAt(i - backslashes - 1) == '\\') {
        backslashes++;
      }
      if (backslashes < escapes) {
        return -1;
      }
      // Each level of JSON doubles them: a backslash of the value is this many here.
      if ((backslashes - escapes) % (2 * (escapes + 1)) == 0) {
        return i - escapes;
      }
    }
    return -1;
  }

  /** Behind a value without quotes, whose name has none either; -1 where it is too short. */
  private static int bareEnd(String text, int separator, int start) {
    int end = start;
    while (end < text.length()
        && "\"'\\,;&<>(){}[]".indexOf(text.charAt(end)) < 0
        && text.charAt(end) > ' ') {
      end++;
    }
    boolean named = !isQuoteBefore(text, separator);
    return named && end - start >= SHORTEST_BARE_VALUE ? end : -1;
  }

  private static boolean isQuoteBefore(String text, int end) {
    return end > 0
        && end <= text.length()
        && (text.charAt(end - 1) == '"' || text.charAt(end - 1) == '\'');
  }
}
