package dev.fulgurite.exporter.redact;

import io.opentelemetry.api.common.AttributeKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a redactor does to single texts, keys and numbers. Thread-safe, never throws. */
final class Texts {
  private static final String ERROR = TextRule.mark("error");
  private static final String BY_KEY = TextRule.mark("key");

  private final boolean builtin;
  private final @Nullable KeyRule keys;
  private final CardNumbers cards = new CardNumbers();
  private final List<TextRule> rules = new ArrayList<>();
  private final @Nullable ValueRedactor callback;
  private final boolean idle;
  private final KnownTexts clean = new KnownTexts();
  private final KnownTexts harmlessKeys = new KnownTexts();

  Texts(RedactorBuilder builder) {
    builtin = builder.builtin;
    keys = builder.keys.isEmpty() ? null : new KeyRule(builder.keys);
    if (builtin) {
      rules.addAll(Secrets.RULES);
      rules.add(cards);
      rules.add(new EmailAddresses());
    }
    builder.patterns.forEach(pattern -> rules.add(new PatternRule(pattern)));
    callback = builder.callback;
    idle = !builtin && keys == null && rules.isEmpty() && callback == null;
  }

  /** Whether everything is kept. */
  boolean isIdle() {
    return idle;
  }

  /** Whether {@code text} was seen before and stays as it is. */
  boolean knows(String text) {
    return idle || (callback == null && clean.contains(text));
  }

  /** The same for an attribute. */
  boolean knows(AttributeKey<?> key, Object value) {
    if (idle) {
      return true;
    }
    if (callback != null || !harmlessKeys.contains(key.getKey())) {
      return false;
    }
    return switch (key.getType()) {
      case STRING -> clean.contains((String) value);
      case LONG -> !cards.isCard((Long) value);
      case BOOLEAN, DOUBLE -> true;
      default -> false;
    };
  }

  /** Whether it is a card number, or has one among its elements. */
  boolean hasCard(Object value) {
    return value instanceof List<?> elements
        ? elements.stream().anyMatch(this::hasCard)
        : builtin && value instanceof Long number && cards.isCard(number);
  }

  /** What stands for every value of {@code key}; null where the value is looked at. */
  @Nullable String markFor(String key) {
    if (harmlessKeys.contains(key)) {
      return null;
    }
    if (keys != null && keys.matches(key)) {
      return BY_KEY;
    }
    if (builtin && NamedSecrets.isSecretName(key)) {
      return TextRule.mark("secret");
    }
    if (key(key).equals(key)) {
      harmlessKeys.add(key);
    }
    return null;
  }

  /** Keys are the program's own words, but for maps that became attributes. */
  String key(String key) {
    try {
      return clean.contains(key) ? key : applyRules(key, key);
    } catch (Throwable t) {
      return ERROR;
    }
  }

  /** What is kept of {@code text}; null for nothing. */
  @Nullable String redact(String key, String text) {
    try {
      String kept = clean.contains(text) ? text : applyRules(key, text);
      return callback == null ? kept : callback.redact(key, kept);
    } catch (Throwable t) {
      return ERROR; // nothing of a value that could not be checked
    }
  }

  private String applyRules(String key, String text) {
    String kept = applyRules(text);
    String shown = JsonEscapes.withoutUnicode(kept);
    if (!shown.equals(kept)) {
      String found = applyRules(shown);
      kept = found.equals(shown) ? kept : found;
    }
    if (kept.equals(text)) {
      clean.add(text);
      return text;
    }
    return Identifiers.contain(key) ? Identifiers.distinct(kept, text) : kept;
  }

  private String applyRules(String text) {
    String kept = text;
    for (TextRule rule : rules) {
      kept = rule.apply(kept);
    }
    return kept;
  }
}
