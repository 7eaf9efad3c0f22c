package dev.fulgurite.api;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The application's own Jackson, by reflection: this module depends on none. A mapper lives as long
 * as its own class, so that no class loader of the application's is held.
 */
final class Jackson {
  private static final List<String> MAPPERS =
      List.of("com.fasterxml.jackson.databind.ObjectMapper", "tools.jackson.databind.ObjectMapper");

  /** Loaders in which a look-up was in vain; asking them each time would cost more than an emit. */
  private static final Map<ClassLoader, Boolean> WITHOUT = new WeakHashMap<>();

  private static final ReentrantLock WITHOUT_LOCK = new ReentrantLock();

  private static final ClassValue<Optional<Mapper>> BY_CLASS =
      new ClassValue<>() {
        @Override
        protected Optional<Mapper> computeValue(Class<?> type) {
          return Mapper.of(type);
        }
      };

  /** Converts to maps and lists, or throws; null if neither loader sees a Jackson that works. */
  static @Nullable Function<Object, Object> visibleTo(Class<?> type) {
    Function<Object, Object> own = in(type.getClassLoader());
    return own != null ? own : in(Thread.currentThread().getContextClassLoader());
  }

  private static @Nullable Function<Object, Object> in(@Nullable ClassLoader loader) {
    if (loader == null || isWithout(loader)) {
      return null;
    }
    for (String name : MAPPERS) {
      Optional<Mapper> mapper = load(name, loader);
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

  private static Optional<Mapper> load(String name, ClassLoader loader) {
    try {
      return BY_CLASS.get(Class.forName(name, true, loader));
    } catch (ClassNotFoundException | LinkageError absent) {
      return Optional.empty();
    }
  }

  /** One {@code ObjectMapper} with the modules that its own loader sees. */
  private static final class Mapper implements Function<Object, Object> {
    private final Object mapper;
    private final Method convertValue;

    private Mapper(Object mapper, Method convertValue) {
      this.mapper = mapper;
      this.convertValue = convertValue;
    }

    static Optional<Mapper> of(Class<?> type) {
      try {
        Method convertValue = type.getMethod("convertValue", Object.class, Class.class);
        Object mapper = type.getConstructor().newInstance();
        configure(type, mapper);
        return Optional.of(new Mapper(mapper, convertValue));
      } catch (ReflectiveOperationException | RuntimeException | LinkageError unusable) {
        Warnings.report("cannot use " + type.getName(), unusable);
        return Optional.empty();
      }
    }

    @Override
    public Object apply(Object value) {
      try {
        return convertValue.invoke(mapper, value, Object.class);
      } catch (InvocationTargetException | IllegalAccessException unserialisable) {
        throw new IllegalArgumentException(unserialisable);
      }
    }

    /** Jackson 2 needs its modules, and dates as text; Jackson 3 has both, and no such methods. */
    private static void configure(Class<?> type, Object mapper) {
      try {
        Object modules =
            type.getMethod("findModules", ClassLoader.class).invoke(null, type.getClassLoader());
        type.getMethod("registerModules", Iterable.class).invoke(mapper, modules);
        Class<?> feature =
            Class.forName(
                type.getPackageName() + ".SerializationFeature", true, type.getClassLoader());
        Object dates = feature.getField("WRITE_DATES_AS_TIMESTAMPS").get(null);
        type.getMethod("configure", feature, boolean.class).invoke(mapper, dates, false);
      } catch (ReflectiveOperationException | RuntimeException | LinkageError asItComes) {
        // Some module of the application's is broken: beans that do not need it still convert.
      }
    }
  }

  private Jackson() {}
}
