package dev.fulgurite.exporter.sqlite;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where the messages lie that this process stored lately. What is forgotten is stored once more,
 * which costs room and nothing else. Thread-safe.
 */
final class KnownMessages {
  /** Spans refer to messages at most so many spans older, so that old blocks can go. */
  static final long WINDOW = 50_000;

  private static final int MAX = 10_000;

  private final Map<MessageKey, Place> places =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<MessageKey, Place> eldest) {
          return size() > MAX;
        }
      };
  private long newest;
  private long generation;

  private record Place(MessageReference reference, long seq) {}

  synchronized @Nullable MessageReference find(MessageKey key) {
    Place place = places.get(key);
    return place == null || newest - place.seq() > WINDOW ? null : place.reference();
  }

  /** After the transaction that stored it. */
  synchronized void add(MessageKey key, MessageReference reference, long seq) {
    newest = Math.max(newest, seq);
    places.put(key, new Place(reference, seq));
  }

  /** When a session is removed. */
  synchronized void forget(String session) {
    places.keySet().removeIf(key -> key.session().equals(session));
    generation++;
  }

  /** When messages at such places are removed. */
  synchronized void forget(Predicate<MessageReference> gone) {
    if (places.values().removeIf(place -> gone.test(place.reference()))) {
      generation++;
    }
  }

  /** Another one when something was forgotten since. */
  synchronized long generation() {
    return generation;
  }

  synchronized void setNewest(long seq) {
    newest = Math.max(newest, seq);
  }
}
