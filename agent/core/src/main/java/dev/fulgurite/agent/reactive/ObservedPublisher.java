package dev.fulgurite.agent.reactive;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.log.Console;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The publisher that stands before a Flux or Mono which was returned to the application. Each
 * subscription is one span: under the context that the subscriber brings along, else under that of
 * its thread, or, on another thread than it was made on, under the one it was made in.
 */
public final class ObservedPublisher implements InvocationHandler {
  private static final String PLACE = "watching a stream";

  private final Object source;
  private final Reactor reactor;
  private final Home home;
  private final Function<Object, @Nullable StreamCall> opening;
  private final Object assembledIn;
  private final long assembledOn = Thread.currentThread().getId();

  private ObservedPublisher(
      Object source, Reactor reactor, Home home, Function<Object, @Nullable StreamCall> opening) {
    this.source = source;
    this.reactor = reactor;
    this.home = home;
    this.opening = opening;
    this.assembledIn = home.currentContext();
  }

  /**
   * @param opening starts a subscription's span, current on its thread, under the given context;
   *     gives null where there is none to start
   * @return {@code returned} itself if it is neither
   */
  public static @Nullable Object of(
      @Nullable Object returned, Home home, Function<Object, @Nullable StreamCall> opening) {
    Reactor reactor = Reactor.of(returned);
    if (returned == null || reactor == null) {
      return returned;
    }
    try {
      return reactor.before(new ObservedPublisher(returned, reactor, home, opening));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (arguments == null || !method.getName().equals("subscribe")) {
      return ofObject(method, arguments);
    }
    StreamCall call = open(arguments[0]);
    try {
      reactor.subscribe(call == null ? source : watched(call), arguments[0]);
    } finally {
      if (call != null) {
        Console.guard(PLACE, call::leave);
      }
    }
    return null;
  }

  private @Nullable StreamCall open(Object subscriber) {
    try {
      return opening.apply(parent(subscriber));
    } catch (RuntimeException | LinkageError e) {
      Console.failure(PLACE, e);
      return null;
    }
  }

  private Object parent(Object subscriber) {
    Object brought = reactor.contextOf(subscriber);
    if (brought != null) {
      return brought;
    }
    return Thread.currentThread().getId() == assembledOn ? home.currentContext() : assembledIn;
  }

  private Object watched(StreamCall call) {
    try {
      return reactor.watched(source, call);
    } catch (ReflectiveOperationException e) {
      Console.failure(PLACE, e);
      call.cancelled();
      return source;
    }
  }

  private @Nullable Object ofObject(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(this, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
