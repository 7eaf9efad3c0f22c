package dev.fulgurite.api;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One counter per rollout, shared by its attempts. A session holds the counter it counts with, so
 * one that is in use is found again here as long as any context carries it; beyond that the
 * counters of the rollouts opened last are remembered.
 */
final class RolloutSequences {
  private final int remembered;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Entry> known = new HashMap<>();
  private final ReferenceQueue<AtomicLong> unreachable = new ReferenceQueue<>();
  private final Map<String, AtomicLong> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AtomicLong> eldest) {
          return size() > remembered;
        }
      };

  RolloutSequences(int remembered) {
    this.remembered = remembered;
  }

  /** The counter of a rollout: its value is the last sequence id issued, 0 before the first. */
  AtomicLong of(String rolloutId) {
    lock.lock();
    try {
      forgetUnreachable();
      Entry entry = known.get(rolloutId);
      AtomicLong counter = entry == null ? null : entry.get();
      if (counter == null) {
        counter = new AtomicLong();
        known.put(rolloutId, new Entry(rolloutId, counter, unreachable));
      }
      recent.put(rolloutId, counter);
      return counter;
    } finally {
      lock.unlock();
    }
  }

  /** How many rollouts are known. */
  int size() {
    lock.lock();
    try {
      forgetUnreachable();
      return known.size();
    } finally {
      lock.unlock();
    }
  }

  private void forgetUnreachable() {
    for (Reference<?> gone = unreachable.poll(); gone != null; gone = unreachable.poll()) {
      Entry entry = (Entry) gone;
      known.remove(entry.rolloutId, entry);
    }
  }

  private static final class Entry extends WeakReference<AtomicLong> {
    private final String rolloutId;

    Entry(String rolloutId, AtomicLong counter, ReferenceQueue<AtomicLong> queue) {
      super(counter, queue);
      this.rolloutId = rolloutId;
    }
  }
}
