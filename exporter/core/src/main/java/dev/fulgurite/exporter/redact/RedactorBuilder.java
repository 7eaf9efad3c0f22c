package dev.fulgurite.exporter.redact;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Redactor}. Not thread-safe. */
public final class RedactorBuilder {
  boolean builtin = true;
  final List<String> keys = new ArrayList<>();
  final List<Pattern> patterns = new ArrayList<>();
  @Nullable ValueRedactor callback;

  RedactorBuilder() {}

  /** Card numbers, e-mail addresses, API keys and tokens. Default true. */
  public RedactorBuilder setBuiltin(boolean builtin) {
    this.builtin = builtin;
    return this;
  }

  /** Replaces the values of this attribute, ignoring case; {@code *} stands for anything. */
  public RedactorBuilder addKey(String key) {
    keys.add(requireNonNull(key, "key"));
    return this;
  }

  /** Replaces what this matches, in any text. */
  public RedactorBuilder addPattern(Pattern pattern) {
    patterns.add(requireNonNull(pattern, "pattern"));
    return this;
  }

  /** Asked last, for every text. */
  public RedactorBuilder setCallback(ValueRedactor callback) {
    this.callback = requireNonNull(callback, "callback");
    return this;
  }

  public Redactor build() {
    return new Redactor(this);
  }
}
