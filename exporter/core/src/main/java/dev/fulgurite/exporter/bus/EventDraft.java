package dev.fulgurite.exporter.bus;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event to be published. Its id and time are given by the span that it becomes; agent, user and
 * session by the open {@code Session}, where nothing is said here. Not thread-safe.
 */
public final class EventDraft {
  /** How long what the event tells has taken, where it is no span of its own. */
  static final String EXECUTION_NANOS = "fulgurite.event.execution_nanos";

  static final String ERROR_TYPE = "error.type";

  private final BusEventType type;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final Map<String, Object> metadata = new LinkedHashMap<>();
  private Priority priority;

  private EventDraft(BusEventType type) {
    this.type = type;
    this.priority = type.usualPriority();
  }

  /**
   * Begins an event of this type.
   *
   * @throws IllegalArgumentException for {@link BusEventType#ANY}, which no event is
   */
  public static EventDraft of(BusEventType type) {
    if (type.equals(BusEventType.ANY)) {
      throw new IllegalArgumentException(
          "type must not be ANY, which is to subscribe to: name what happened");
    }
    return new EventDraft(type);
  }

  /** The agent it is about. */
  public EventDraft agent(String agent) {
    return field(GenAi.AGENT_NAME, requireNonNull(agent, "agent"));
  }

  /** Who it was done for. */
  public EventDraft user(String user) {
    return field(Fulgurite.USER_ID, requireNonNull(user, "user"));
  }

  /** The session it belongs to, whatever session is open. */
  public EventDraft session(String session) {
    field(GenAi.CONVERSATION_ID, requireNonNull(session, "session"));
    field(Fulgurite.SESSION_SOURCE, Fulgurite.SOURCE_SESSION);
    return field(Fulgurite.SESSION_ID, session);
  }

  /** How long it took. */
  public EventDraft executionTime(Duration time) {
    return field(EXECUTION_NANOS, time.toNanos());
  }

  /** What went wrong; {@code message} may be null. */
  public EventDraft error(String type, @Nullable String message) {
    if (message != null) {
      field(AgentLightning.EXCEPTION_MESSAGE, message);
    }
    return field(ERROR_TYPE, requireNonNull(type, "type"));
  }

  /** What went wrong. */
  public EventDraft error(Throwable thrown) {
    return error(thrown.getClass().getName(), thrown.getMessage());
  }

  /** Adds what else is to be known. Nested maps get dotted keys. */
  public EventDraft metadata(String key, @Nullable Object value) {
    metadata.put(requireNonNull(key, "key"), value);
    return this;
  }

  /** Adds what else is to be known. Nested maps get dotted keys. */
  public EventDraft metadata(Map<String, ?> more) {
    metadata.putAll(more);
    return this;
  }

  /** {@link Priority#HIGH} for errors and {@link Priority#MEDIUM} for all else by default. */
  public EventDraft priority(Priority priority) {
    this.priority = requireNonNull(priority, "priority");
    return this;
  }

  BusEventType type() {
    return type;
  }

  Priority priority() {
    return priority;
  }

  /** What the span carries, own fields first, which metadata cannot replace. */
  Map<String, Object> attributes() {
    Map<String, Object> all = new LinkedHashMap<>(fields);
    metadata.forEach(all::putIfAbsent);
    return all;
  }

  private EventDraft field(String key, Object value) {
    fields.put(key, value);
    return this;
  }
}
