package dev.fulgurite.exporter.bus;

import java.util.Set;

/**
 * What an event is about: one of the constants, or a type of one's own.
 *
 * @param word such as {@code agent_started}; for a type of one's own, the name of its spans
 */
public record BusEventType(String word) {
  /** An agent begins. */
  public static final BusEventType AGENT_STARTED = new BusEventType("agent_started");

  /** An agent has ended well. */
  public static final BusEventType AGENT_COMPLETED = new BusEventType("agent_completed");

  /** An agent has failed, or an exception was emitted. */
  public static final BusEventType ERROR_OCCURRED = new BusEventType("error_occurred");

  /** The first span of a session was heard. */
  public static final BusEventType SESSION_CREATED = new BusEventType("session_created");

  /** A session was idle for the idle time of the bus. */
  public static final BusEventType SESSION_EXPIRED = new BusEventType("session_expired");

  /** The program has saved a checkpoint, as it says. */
  public static final BusEventType CHECKPOINT_SAVED = new BusEventType("checkpoint_saved");

  /** The program has gone back to a checkpoint, as it says. */
  public static final BusEventType CHECKPOINT_RESTORED = new BusEventType("checkpoint_restored");

  /** An advisor or the like has ended well. */
  public static final BusEventType MIDDLEWARE_EXECUTED = new BusEventType("middleware_executed");

  /** An advisor or the like has failed. */
  public static final BusEventType MIDDLEWARE_FAILED = new BusEventType("middleware_failed");

  /** To subscribe to: all types of one's own. */
  public static final BusEventType CUSTOM = new BusEventType("custom");

  /** To subscribe to: every event. */
  public static final BusEventType ANY = new BusEventType("any");

  private static final Set<BusEventType> KNOWN =
      Set.of(
          AGENT_STARTED,
          AGENT_COMPLETED,
          ERROR_OCCURRED,
          SESSION_CREATED,
          SESSION_EXPIRED,
          CHECKPOINT_SAVED,
          CHECKPOINT_RESTORED,
          MIDDLEWARE_EXECUTED,
          MIDDLEWARE_FAILED);

  /**
   * Refuses a word that can be no span's name.
   *
   * @throws IllegalArgumentException if {@code word} is empty or has a reserved prefix
   */
  public BusEventType {
    if (word.isEmpty()) {
      throw new IllegalArgumentException("word must not be empty: name the type of the event");
    }
    if (word.startsWith("agentlightning.") || word.startsWith("fulgurite.")) {
      throw new IllegalArgumentException(
          "word must not begin with 'agentlightning.' or 'fulgurite.', which are reserved, was '"
              + word
              + "'");
    }
  }

  /** The type of this name: one of the constants, or one of your own such as {@code user_login}. */
  public static BusEventType of(String word) {
    return new BusEventType(word);
  }

  /** Whether it is a type of one's own. */
  public boolean isCustom() {
    return !KNOWN.contains(this) && !equals(ANY);
  }

  /** Whether who asks for this type gets events of {@code type}. */
  public boolean includes(BusEventType type) {
    return equals(ANY) || equals(type) || (equals(CUSTOM) && type.isCustom());
  }

  Priority usualPriority() {
    return equals(ERROR_OCCURRED) || equals(MIDDLEWARE_FAILED) ? Priority.HIGH : Priority.MEDIUM;
  }

  @Override
  public String toString() {
    return word;
  }
}
