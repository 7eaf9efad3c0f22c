package dev.fulgurite.exporter.live;

import java.util.Locale;
import java.util.Optional;

/** What an agent does in one step. */
public enum StepKind {
  THINKING,
  TOOL_CALL,
  TOOL_RESULT,
  MESSAGE,
  FINAL_RESPONSE,
  ERROR,
  PROGRESS,
  /** The stream is complete; nothing follows. */
  END;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word in spans and server-sent events: lower case. */
  public String word() {
    return word;
  }

  /** The kind of that word; empty for any other. */
  public static Optional<StepKind> ofWord(String word) {
    for (StepKind kind : values()) {
      if (kind.word.equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** Whether it never makes way for another step. */
  public boolean isLasting() {
    return this == ERROR || this == FINAL_RESPONSE || this == END;
  }
}
