package dev.fulgurite.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Finds the application's own Jackson, by reflection: this module depends on none. A mapper lives
 * as long as its own class, so that no class loader of the application's is held.
 */
final class Jackson {
  private static final List<String> MAPPERS =
      List.of("com.fasterxml.jackson.databind.ObjectMapper", "tools.jackson.databind.ObjectMapper");

  /** Loaders in which a look-up was in vain; asking them each time would cost more than an emit. */
  private static final Map<ClassLoader, Boolean> WITHOUT = new WeakHashMap<>();

  private static final ReentrantLock WITHOUT_LOCK = new ReentrantLock();

  private static final ClassValue<Optional<JacksonMapper>> BY_CLASS =
      new ClassValue<>() {
        @Override
        protected Optional<JacksonMapper> computeValue(Class<?> type) {
          return JacksonMapper.of(type);
        }
      };

  /** Converts to maps and lists, or throws; null if neither loader sees a Jackson that works. */
  static @Nullable JacksonMapper visibleTo(Class<?> type) {
    JacksonMapper own = in(type.getClassLoader());
    return own != null ? own : in(Thread.currentThread().getContextClassLoader());
  }

  private static @Nullable JacksonMapper in(@Nullable ClassLoader loader) {
    if (loader == null || isWithout(loader)) {
      return null;
    }
    for (String name : MAPPERS) {
      Optional<JacksonMapper> mapper = load(name, loader);
      if (mapper.isPresent()) {
        return mapper.get();
      }
    }
    WITHOUT_LOCK.lock();
    try {
      WITHOUT.put(loader, true);
    } finally {
      WITHOUT_LOCK.unlock();
    }
    return null;
  }

  private static boolean isWithout(ClassLoader loader) {
    WITHOUT_LOCK.lock();
    try {
      return WITHOUT.containsKey(loader);
    } finally {
      WITHOUT_LOCK.unlock();
    }
  }

  private static Optional<JacksonMapper> load(String name, ClassLoader loader) {
    try {
      return BY_CLASS.get(Class.forName(name, true, loader));
    } catch (ClassNotFoundException | LinkageError absent) {
      return Optional.empty();
    }
  }

  private Jackson() {}
}
