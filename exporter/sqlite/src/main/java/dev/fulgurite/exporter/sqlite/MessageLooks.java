package dev.fulgurite.exporter.sqlite;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When this process looked last for messages of a session that are of no use, and what went since:
 * a look reads the spans that are left, so a quarter as many must have gone before the next. What
 * is forgotten here is looked at once more. Not thread-safe: its owner locks.
 */
final class MessageLooks {
  private static final int SHARE = 4;
  private static final int MAX = 10_000;

  private final Map<Long, Look> looks =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Look> eldest) {
          return size() > MAX;
        }
      };

  private record Look(long upTo, long removed) {}

  /** When spans of a session went, of which others are left. */
  void removed(long owner, long spans) {
    looks.computeIfPresent(owner, (id, look) -> new Look(look.upTo(), look.removed() + spans));
  }

  /** Whether it is worth while again, where so many spans are to be read. */
  boolean isDue(long owner, long spans) {
    Look look = looks.get(owner);
    return look == null || look.removed() >= (spans + SHARE - 1) / SHARE;
  }

  /** Up to which number blocks without spans were emptied; 0 for none. */
  long upTo(long owner) {
    Look look = looks.get(owner);
    return look == null ? 0 : look.upTo();
  }

  void done(long owner, long upTo) {
    looks.put(owner, new Look(upTo, 0));
  }

  void forget(long owner) {
    looks.remove(owner);
  }
}
