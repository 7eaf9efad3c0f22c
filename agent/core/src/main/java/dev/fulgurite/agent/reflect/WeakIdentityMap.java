package dev.fulgurite.agent.reflect;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What we know about objects of the application, for as long as the application holds them. Keys
 * are compared by identity and never kept alive; a value must not refer to its key. Thread-safe.
 */
public final class WeakIdentityMap<V> {
  private final Map<Key, V> entries = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

  public void put(Object key, V value) {
    expunge();
    entries.put(new Key(key, collected), value);
  }

  public @Nullable V get(@Nullable Object key) {
    return key == null ? null : entries.get(new Key(key, null));
  }

  public @Nullable V remove(@Nullable Object key) {
    return key == null ? null : entries.remove(new Key(key, null));
  }

  private void expunge() {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      entries.remove(gone);
    }
  }

  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object key, @Nullable ReferenceQueue<Object> queue) {
      super(key, queue);
      this.hash = System.identityHashCode(key);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object mine = get();
      return mine != null && other instanceof Key key && mine == key.get();
    }
  }
}
