package dev.fulgurite.agent.reflect;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls public no-argument methods of the application's objects by name. Thread-safe. A missing
 * getter, and one that throws, reads as null.
 */
public final class Getters {
  private static final MethodType ANY = MethodType.methodType(Object.class, Object.class);

  /** Per class and so collected with it; the handle of a getter that is not there is empty. */
  private static final ClassValue<Map<String, Optional<MethodHandle>>> HANDLES =
      new ClassValue<>() {
        @Override
        protected Map<String, Optional<MethodHandle>> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private Getters() {}

  /**
   * An {@code Optional} on the way, or at its end, stands for what is in it.
   *
   * @param getters called one on the result of the other
   */
  public static @Nullable Object read(@Nullable Object target, String... getters) {
    Object value = target;
    for (String getter : getters) {
      if (value == null) {
        return null;
      }
      value = readOne(value, getter);
    }
    return value;
  }

  /** The string form of what {@link #read} finds; null where that throws. */
  public static @Nullable String text(@Nullable Object target, String... getters) {
    Object value = read(target, getters);
    try {
      return value == null ? null : value.toString();
    } catch (Throwable unreadable) {
      return null;
    }
  }

  /** What {@link #read} finds if it is a list, else an empty one. */
  public static List<?> list(@Nullable Object target, String... getters) {
    return read(target, getters) instanceof List<?> list ? list : List.of();
  }

  /** Whether {@code value} is of the named class or interface, directly or by inheritance. */
  public static boolean isA(@Nullable Object value, String typeName) {
    return value != null && typeNamed(value.getClass(), typeName) != null;
  }

  /** The named one among the types of {@code type}: itself, its superclasses, its interfaces. */
  public static @Nullable Class<?> typeNamed(@Nullable Class<?> type, String typeName) {
    if (type == null || type.getName().equals(typeName)) {
      return type;
    }
    for (Class<?> candidate : type.getInterfaces()) {
      Class<?> found = typeNamed(candidate, typeName);
      if (found != null) {
        return found;
      }
    }
    return typeNamed(type.getSuperclass(), typeName);
  }

  private static @Nullable Object readOne(Object target, String getter) {
    Optional<MethodHandle> handle =
        HANDLES
            .get(target.getClass())
            .computeIfAbsent(getter, name -> Optional.ofNullable(find(target.getClass(), name)));
    try {
      Object value = handle.isEmpty() ? null : (Object) handle.get().invokeExact(target);
      return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    } catch (Throwable unreadable) {
      return null;
    }
  }

  private static @Nullable MethodHandle find(@Nullable Class<?> type, String name) {
    if (type == null) {
      return null;
    }
    MethodHandle handle = declared(type, name);
    for (Class<?> parent : type.getInterfaces()) {
      handle = handle == null ? find(parent, name) : handle;
    }
    return handle == null ? find(type.getSuperclass(), name) : handle;
  }

  /** Only public types: their members can be called from any loader without opening anything. */
  private static @Nullable MethodHandle declared(Class<?> type, String name) {
    if (!Modifier.isPublic(type.getModifiers())) {
      return null;
    }
    try {
      Method method = type.getMethod(name);
      return MethodHandles.publicLookup().unreflect(method).asType(ANY);
    } catch (ReflectiveOperationException | LinkageError notCallable) {
      return null;
    }
  }
}
