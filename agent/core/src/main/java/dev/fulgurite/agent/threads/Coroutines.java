package dev.fulgurite.agent.threads;

import dev.fulgurite.agent.log.Console;
import dev.fulgurite.agent.reflect.Getters;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Kotlin's coroutines, as one of the application's loaders has them. */
public final class Coroutines {
  private static final ClassValue<Coroutines> KNOWN =
      new ClassValue<>() {
        @Override
        protected Coroutines computeValue(Class<?> scope) {
          try {
            return new Coroutines(scope.getClassLoader());
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  private final Class<?> element;
  private final Object key;
  private final Object empty;
  private final Method minusKey;
  private final Method plus;
  private final Method defaultPlus;
  private final Method invoke;

  private Coroutines(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> context = Class.forName(CoroutineNames.CONTEXT, false, loader);
    Class<?> keyType = Class.forName(CoroutineNames.KEY, false, loader);
    element = Class.forName(CoroutineNames.ELEMENT, false, loader);
    key = proxy(keyType, (proxy, method, arguments) -> ofKey(proxy, method, arguments));
    empty = Class.forName(CoroutineNames.EMPTY, true, loader).getField("INSTANCE").get(null);
    minusKey = context.getMethod("minusKey", keyType);
    plus = context.getMethod("plus", context);
    defaultPlus =
        Class.forName(CoroutineNames.CONTEXT + "$DefaultImpls", true, loader)
            .getMethod("plus", context, context);
    invoke =
        Class.forName(CoroutineNames.FUNCTION, false, loader)
            .getMethod("invoke", Object.class, Object.class);
  }

  /** Those that {@code type} sees, or null. */
  public static @Nullable Coroutines visibleTo(Class<?> type) {
    try {
      return KNOWN.get(Class.forName(CoroutineNames.SCOPE, false, type.getClassLoader()));
    } catch (ClassNotFoundException | LinkageError none) {
      return null;
    }
  }

  /** Those that {@code scope} belongs to, or null if it is no scope. */
  static @Nullable Coroutines of(@Nullable Object scope) {
    Class<?> type =
        Getters.typeNamed(scope == null ? null : scope.getClass(), CoroutineNames.SCOPE);
    return type == null ? null : KNOWN.get(type);
  }

  /**
   * {@code context} with {@code thread} in front, so that what the application itself has put into
   * it is the last to say what is current.
   */
  public Object carry(Object context, CoroutineThread thread) {
    try {
      Object carrier = proxy(element, new Element(thread));
      return plus.invoke(carrier, minusKey.invoke(context, key));
    } catch (ReflectiveOperationException e) {
      Console.failure("carrying the context into a coroutine", e);
      return context;
    }
  }

  private static Object proxy(Class<?> type, InvocationHandler handler) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private static @Nullable Object ofKey(
      Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "fulgurite";
    };
  }

  /** A {@code ThreadContextElement}. */
  private final class Element implements InvocationHandler {
    private final CoroutineThread thread;

    Element(CoroutineThread thread) {
      this.thread = thread;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      Object[] given = arguments == null ? new Object[0] : arguments;
      return switch (method.getName()) {
        case "updateThreadContext" -> thread.enter();
        case "restoreThreadContext" -> {
          thread.leave(given[1]);
          yield null;
        }
        case "getKey" -> key;
        case "get" -> given[0] == key ? proxy : null;
        case "minusKey" -> given[0] == key ? empty : proxy;
        case "fold" -> called(invoke, given[1], given[0], proxy);
        case "plus" -> called(defaultPlus, null, proxy, given[0]);
        default -> ofKey(proxy, method, given);
      };
    }
  }

  private static @Nullable Object called(
      Method method, @Nullable Object target, @Nullable Object... arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
