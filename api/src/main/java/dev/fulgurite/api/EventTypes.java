package dev.fulgurite.api;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The event types that this program knows, by name: for readers, which meet the name alone. A type
 * need not be registered to be emitted. Thread-safe.
 */
public final class EventTypes {
  private static final List<String> RESERVED = List.of("agentlightning.", "fulgurite.");
  private static final ConcurrentMap<String, EventType<?>> TYPES = new ConcurrentHashMap<>();

  /**
   * Makes a type known.
   *
   * @throws IllegalArgumentException if it or its name is null, the name is empty or reserved, or
   *     another type has that name already
   */
  public static void register(EventType<?> type) {
    String name = checkedName(type);
    EventType<?> present = TYPES.putIfAbsent(name, type);
    if (present != null) {
      throw new Refusal(
          "event type '" + name + "' is already registered, by " + present.getClass().getName());
    }
  }

  /** The type of this name. */
  public static Optional<EventType<?>> find(String name) {
    return Optional.ofNullable(TYPES.get(Refusal.ifNull(name, "name")));
  }

  /** All registered types, by name. */
  public static List<EventType<?>> list() {
    return TYPES.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
        .<EventType<?>>map(Map.Entry::getValue)
        .toList();
  }

  /** The span's name if the event may be emitted; null, and a warning, if the type is broken. */
  static <E> @Nullable String accept(EventType<E> type, E event) {
    try {
      String name = checkedName(type);
      validate(type, event, name);
      return name;
    } catch (Refusal refusal) {
      throw refusal;
    } catch (Throwable broken) {
      Warnings.report("cannot validate an event", broken);
      return null;
    }
  }

  private static <E> void validate(EventType<E> type, E event, String name) {
    try {
      type.validate(event);
    } catch (IllegalArgumentException invalid) {
      Refusal refusal =
          new Refusal("event of type '" + name + "' is invalid: " + invalid.getMessage());
      refusal.initCause(invalid);
      throw refusal;
    }
  }

  private static String checkedName(EventType<?> type) {
    String name = Refusal.ifEmpty(Refusal.ifNull(type, "type").name(), "name of the event type");
    for (String prefix : RESERVED) {
      if (name.startsWith(prefix)) {
        throw new Refusal("event type '" + name + "' must not begin with '" + prefix + "'");
      }
    }
    return name;
  }

  private EventTypes() {}
}
