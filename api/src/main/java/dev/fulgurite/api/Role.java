package dev.fulgurite.api;

import java.util.Locale;
import java.util.Optional;

/** Who speaks in a message. */
public enum Role {
  USER,
  ASSISTANT,
  SYSTEM,
  TOOL;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word on the wire: lower case. */
  public String word() {
    return word;
  }

  /** The role that {@code word} stands for in any case; empty for a word of another vocabulary. */
  public static Optional<Role> ofWord(String word) {
    for (Role role : values()) {
      if (role.word.equalsIgnoreCase(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
