package dev.fulgurite.exporter.redact;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** API keys and tokens by the shape that well-known issuers give them. */
final class Secrets {
  private static final String A_DIGIT_AHEAD = "(?=[A-Za-z._~+/-]*+[0-9])";
  private static final String HEADER_VALUE =
      "(?i)(authorization\\\\*+[\"']?\\s*+[:=]\\s*+\\\\*+[\"']?(?:basic|bearer|token)\\s++)"
          + "[A-Za-z0-9._~+/=-]{6,}+";
  private static final String BEARER =
      "(?i)(bearer\\s++)" + A_DIGIT_AHEAD + "[A-Za-z0-9._~+/-]{16,}+=*+";

  static final List<TextRule> RULES =
      Stream.<Stream<TextRule>>of(
              Stream.of(
                  rule("sk-", "api-key", "sk-" + A_DIGIT_AHEAD + "[A-Za-z0-9_-]{16,}+"),
                  rule("github_pat_", "api-key", "github_pat_[A-Za-z0-9_]{20,}+"),
                  rule("xox", "api-key", "xox[abeoprs]-[A-Za-z0-9-]{10,}+"),
                  rule("AIza", "api-key", "AIza[A-Za-z0-9_-]{30,}+"),
                  rule("eyJ", "token", "eyJ[\\w-]{8,}+\\.eyJ[\\w-]{8,}+\\.[\\w-]*+")),
              rules("api-key", "[A-Z]{4}[A-Z0-9]{16}(?![A-Za-z0-9])", "AKIA", "ASIA"),
              rules("api-key", "gh._[A-Za-z0-9]{20,}+", "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
              rules("token", HEADER_VALUE, "Authorization", "authorization", "AUTHORIZATION"),
              rules("token", BEARER, "Bearer", "bearer", "BEARER"),
              Stream.of(new NamedSecrets()))
          .flatMap(rules -> rules)
          .toList();

  private static Stream<TextRule> rules(String kind, String regex, String... prefixes) {
    return Stream.of(prefixes).map(prefix -> rule(prefix, kind, regex));
  }

  private static TextRule rule(String prefix, String kind, String regex) {
    return new PrefixRule(prefix, Pattern.compile(regex), TextRule.mark(kind));
  }

  private Secrets() {}
}
