package dev.fulgurite.exporter.redact;

import org.jspecify.annotations.Nullable;

/** The user's own say on what is kept. Must be thread-safe and quick: the emitter waits for it. */
@FunctionalInterface
public interface ValueRedactor {
  /**
   * What to keep of a text, after keys and patterns had their turn; null keeps nothing. What it
   * throws is caught, and nothing of the value is kept.
   *
   * @param key the attribute's key; {@code status} for a status description
   */
  @Nullable String redact(String key, String value);
}
