package dev.fulgurite.agent.reactive;

import dev.fulgurite.agent.genai.Surroundings;
import dev.fulgurite.agent.hook.Home;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a subscriber: what it hears, on whatever thread, it hears where it subscribed; what
 * it requests is produced inside the call. Its subscription is no queue, so that nothing is polled
 * past this.
 */
final class SurroundedSubscriber implements InvocationHandler {
  private static final String SUBSCRIPTION = "Subscription";

  private final Object subscriber;
  private final Surroundings outside;
  private final Surroundings inside;

  private SurroundedSubscriber(Object subscriber, Surroundings outside, Surroundings inside) {
    this.subscriber = subscriber;
    this.outside = outside;
    this.inside = inside;
  }

  /**
   * @param type the interface by which {@code subscriber} is known
   */
  static Object of(Object subscriber, Class<?> type, Surroundings outside, Surroundings inside) {
    return proxy(type, new SurroundedSubscriber(subscriber, outside, inside));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    String name = method.getName();
    if (name.equals("onSubscribe") && arguments != null) {
      Class<?> type = method.getParameterTypes()[0];
      if (type.getSimpleName().equals(SUBSCRIPTION)) {
        arguments[0] = proxy(type, requesting(arguments[0]));
      }
      return called(method, subscriber, arguments);
    }
    return name.startsWith("on")
        ? within(outside, method, subscriber, arguments)
        : called(method, subscriber, arguments);
  }

  private InvocationHandler requesting(Object subscription) {
    return (proxy, method, arguments) -> within(inside, method, subscription, arguments);
  }

  private static @Nullable Object within(
      Surroundings where, Method method, Object target, Object @Nullable [] arguments)
      throws Throwable {
    Home.Attachment attachment = where.enter();
    try {
      return called(method, target, arguments);
    } finally {
      attachment.close();
    }
  }

  private static @Nullable Object called(
      Method method, Object target, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private static Object proxy(Class<?> type, InvocationHandler handler) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }
}
