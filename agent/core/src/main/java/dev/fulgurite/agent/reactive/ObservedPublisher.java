package dev.fulgurite.agent.reactive;

import dev.fulgurite.agent.genai.Surroundings;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.log.Console;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The publisher that stands before a stream which was returned to the application. Each
 * subscription is one span: under the context that the subscriber brings along, else under that of
 * its thread, or, on another thread than it was made on, under the one it was made in.
 */
public final class ObservedPublisher implements InvocationHandler {
  private static final String PLACE = "watching a stream";

  private final Object source;
  private final Streams streams;
  private final Home home;
  private final Function<Object, @Nullable StreamCall> opening;
  private final Object assembledIn;
  private final long assembledOn = Thread.currentThread().getId();

  private ObservedPublisher(
      Object source, Streams streams, Home home, Function<Object, @Nullable StreamCall> opening) {
    this.source = source;
    this.streams = streams;
    this.home = home;
    this.opening = opening;
    this.assembledIn = home.currentContext();
  }

  /** Whether {@link #of} gives another stream for {@code returned}. */
  public static boolean watches(@Nullable Object returned) {
    return Streams.of(returned) != null;
  }

  /**
   * @param opening starts a subscription's span, current on its thread, under the given context;
   *     gives null where there is none to start
   * @return {@code returned} itself if it is no stream
   */
  public static @Nullable Object of(
      @Nullable Object returned, Home home, Function<Object, @Nullable StreamCall> opening) {
    Streams streams = Streams.of(returned);
    if (returned == null || streams == null) {
      return returned;
    }
    try {
      return streams.before(new ObservedPublisher(returned, streams, home, opening));
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
    Object parent = parent(arguments[0]);
    StreamCall call = open(parent);
    if (call == null) {
      streams.subscribe(source, arguments[0]);
      return null;
    }
    try {
      streams.subscribe(watched(call), surrounded(arguments[0], parent, call));
    } finally {
      Console.guard(PLACE, call::leave);
    }
    return null;
  }

  private @Nullable StreamCall open(Object parent) {
    try {
      return opening.apply(parent);
    } catch (RuntimeException | LinkageError e) {
      Console.failure(PLACE, e);
      return null;
    }
  }

  private Object surrounded(Object subscriber, Object parent, StreamCall call) {
    return SurroundedSubscriber.of(
        subscriber,
        streams.typeOf(subscriber),
        new Surroundings(home, parent),
        new Surroundings(home, call.inside()));
  }

  private Object parent(Object subscriber) {
    Object brought = streams.contextOf(subscriber);
    if (brought != null) {
      return brought;
    }
    return Thread.currentThread().getId() == assembledOn ? home.currentContext() : assembledIn;
  }

  private Object watched(StreamCall call) {
    try {
      return streams.watched(source, call);
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
