package dev.fulgurite.agent.threads;

import static dev.fulgurite.agent.threads.CoroutineNames.CONTINUATION;
import static dev.fulgurite.agent.threads.CoroutineNames.FAILURE;
import static dev.fulgurite.agent.threads.CoroutineNames.SUSPENDED;
import static dev.fulgurite.agent.threads.CoroutineNames.UNIT;

import dev.fulgurite.agent.reflect.Getters;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** What Kotlin's compiler makes of suspending functions. */
public final class Continuations {
  /**
   * Whether a suspending function is called by its own continuation, to go on where it was
   * suspended: then that has the sign of its label set.
   *
   * @param prefix what the names of the function's continuations begin with
   */
  public static boolean resumes(Object continuation, String prefix) {
    Class<?> type = continuation.getClass();
    if (!type.getName().startsWith(prefix)) {
      return false;
    }
    try {
      Field label = type.getDeclaredField("label");
      label.setAccessible(true);
      return label.getInt(continuation) < 0;
    } catch (ReflectiveOperationException | RuntimeException notToBeRead) {
      return false;
    }
  }

  /** One whose calls are {@code handler}'s. */
  public static Object before(Object continuation, InvocationHandler handler) {
    Class<?> type = Getters.typeNamed(continuation.getClass(), CONTINUATION);
    if (type == null) {
      throw new IllegalArgumentException("no continuation: " + continuation.getClass());
    }
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  /** Whether {@code returned} says that the function has not ended. */
  public static boolean isSuspension(@Nullable Object returned) {
    return returned instanceof Enum<?> singleton
        && singleton.getDeclaringClass().getName().equals(SUSPENDED)
        && singleton.name().equals("COROUTINE_SUSPENDED");
  }

  /** What a function that returned {@code value} has as its result; null for none. */
  public static @Nullable Object result(@Nullable Object value) {
    return value == null || value.getClass().getName().equals(UNIT) ? null : value;
  }

  /** What a function failed with that goes on with {@code result}, or null. */
  public static @Nullable Throwable failure(@Nullable Object result) {
    if (result == null || !result.getClass().getName().equals(FAILURE)) {
      return null;
    }
    try {
      return (Throwable) result.getClass().getField("exception").get(result);
    } catch (ReflectiveOperationException e) {
      return new IllegalStateException(String.valueOf(result));
    }
  }

  private Continuations() {}
}
