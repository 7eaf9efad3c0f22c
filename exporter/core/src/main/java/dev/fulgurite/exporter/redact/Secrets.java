package dev.fulgurite.exporter.redact;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * API keys and tokens: by the shape that well-known issuers give them, and whatever stands behind a
 * name like {@code api_key}. No pattern takes a quote or a backslash, so JSON stays JSON, also JSON
 * within JSON.
 */
final class Secrets {
  /** The start of a word; the letter of an escape such as \n is not part of one. */
  private static final String START = "(?:(?<![A-Za-z0-9_])|(?<=\\\\[bfnrt]))";

  private static final String A_DIGIT_AHEAD = "(?=[A-Za-z._~+/-]*+[0-9])";
  private static final String NAMES =
      "(?:api[_-]?key|access[_-]?token|auth[_-]?token|client[_-]?secret|secret[_-]?key)";
  private static final String QUOTED_NAMES = "[A-Za-z0-9_.-]{0,40}?(?:" + NAMES + "|password)";
  private static final List<String> NAME_HINTS =
      List.of("ey", "EY", "oken", "OKEN", "ecret", "ECRET", "assword", "ASSWORD");

  static final List<TextRule> RULES =
      List.of(
          issuedKey("sk-" + A_DIGIT_AHEAD + "[A-Za-z0-9_-]{16,}+", "sk-"),
          issuedKey("(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])", "AKIA", "ASIA"),
          issuedKey("gh[pousr]_[A-Za-z0-9]{20,}+", "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
          issuedKey("github_pat_[A-Za-z0-9_]{20,}+", "github_pat_"),
          issuedKey("xox[abeoprs]-[A-Za-z0-9-]{10,}+", "xox"),
          issuedKey("AIza[A-Za-z0-9_-]{30,}+", "AIza"),
          token(START + "eyJ[\\w-]{8,}+\\.eyJ[\\w-]{8,}+\\.[\\w-]*+", false, "eyJ"),
          token(
              "(?i)(authorization\\\\*+[\"']?\\s*+[:=]\\s*+\\\\*+[\"']?(?:basic|bearer|token)\\s++)"
                  + "[A-Za-z0-9._~+/=-]{6,}+",
              true,
              "uthorization",
              "UTHORIZATION"),
          token(
              "(?i)(" + START + "bearer\\s++)" + A_DIGIT_AHEAD + "[A-Za-z0-9._~+/-]{16,}+=*+",
              true,
              "earer",
              "EARER"),
          named(
              "(?i)(\"" + QUOTED_NAMES + "\"\\s*+:\\s*+\")[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+(?=\")"),
          named("(?i)((\\\\++\")" + QUOTED_NAMES + "\\2\\s*+:\\s*+\\2)[^\"\\\\]*+(?=\\2)"),
          named("(?i)(" + NAMES + "\\s*+[:=]\\s*+)[^\\s\"'\\\\,;&<>(){}\\[\\]]{8,}+"));

  private static final List<String> KEY_ENDINGS =
      List.of(
          "api_key",
          "apikey",
          "api-key",
          "access_token",
          "client_secret",
          "secret_key",
          "password",
          "authorization");

  /** Whether an attribute by this name holds a secret. */
  static boolean isSecretName(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return KEY_ENDINGS.stream().anyMatch(lower::endsWith);
  }

  private static TextRule issuedKey(String regex, String... hints) {
    return rule(START + regex, "api-key", false, hints);
  }

  private static TextRule token(String regex, boolean keep, String... hints) {
    return rule(regex, "token", keep, hints);
  }

  private static TextRule named(String regex) {
    return rule(regex, "secret", true, NAME_HINTS.toArray(String[]::new));
  }

  private static TextRule rule(String regex, String kind, boolean keep, String... hints) {
    return new PatternRule(Pattern.compile(regex), TextRule.mark(kind), List.of(hints), keep);
  }

  private Secrets() {}
}
