package dev.fulgurite.agent.reactive;

import java.lang.reflect.InvocationHandler;
import org.jspecify.annotations.Nullable;

/** One library's kind of stream. */
interface Streams {
  /** What {@code value} is, or null if it is no stream. */
  static @Nullable Streams of(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    Streams reactor = Reactor.of(value);
    return reactor == null ? RxJava.of(value) : reactor;
  }

  /** One whose subscriptions are {@code handler}'s. */
  Object before(InvocationHandler handler) throws ReflectiveOperationException;

  /** {@code source}, telling {@code call} what happens before anybody downstream hears of it. */
  Object watched(Object source, StreamCall call) throws ReflectiveOperationException;

  void subscribe(Object source, Object subscriber) throws Throwable;

  /** The span context that {@code subscriber} brings along, or null. */
  @Nullable Object contextOf(Object subscriber);

  /** The interface by which {@code subscriber} is known. */
  Class<?> typeOf(Object subscriber);
}
