package dev.fulgurite.agent.springai;

import dev.fulgurite.agent.log.Console;
import dev.fulgurite.agent.reflect.Getters;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reactor as one of the application's loaders has it. */
final class Reactor {
  /** In a subscriber's context: the span context for what it subscribes to. */
  private static final String KEY = "fulgurite.context";

  private static final String PLACE = "watching a Flux";

  private static final ClassValue<Reactor> KNOWN =
      new ClassValue<>() {
        @Override
        protected Reactor computeValue(Class<?> flux) {
          try {
            return new Reactor(flux);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  private final Class<?> publisher;
  private final Method from;
  private final Method subscribe;
  private final Method doOnNext;
  private final Method doOnComplete;
  private final Method doOnError;
  private final Method doOnCancel;
  private final Method contextWrite;
  private final Method put;
  private final Method getOrDefault;

  private Reactor(Class<?> flux) throws ReflectiveOperationException {
    ClassLoader loader = flux.getClassLoader();
    publisher = Class.forName(Names.PUBLISHER, false, loader);
    from = flux.getMethod("from", publisher);
    subscribe = publisher.getMethod("subscribe", Class.forName(Names.SUBSCRIBER, false, loader));
    doOnNext = flux.getMethod("doOnNext", Consumer.class);
    doOnComplete = flux.getMethod("doOnComplete", Runnable.class);
    doOnError = flux.getMethod("doOnError", Consumer.class);
    doOnCancel = flux.getMethod("doOnCancel", Runnable.class);
    contextWrite = flux.getMethod("contextWrite", Function.class);
    put = Class.forName(Names.CONTEXT, false, loader).getMethod("put", Object.class, Object.class);
    getOrDefault =
        Class.forName(Names.CONTEXT_VIEW, false, loader)
            .getMethod("getOrDefault", Object.class, Object.class);
  }

  /** The Reactor of {@code value}, or null if that is no Flux. */
  static @Nullable Reactor of(@Nullable Object value) {
    Class<?> flux = value == null ? null : Getters.typeNamed(value.getClass(), Names.FLUX);
    return flux == null ? null : KNOWN.get(flux);
  }

  /** A Flux whose subscriptions are {@code handler}'s. */
  Object flux(InvocationHandler handler) throws ReflectiveOperationException {
    Object proxy =
        Proxy.newProxyInstance(publisher.getClassLoader(), new Class<?>[] {publisher}, handler);
    return from.invoke(null, proxy);
  }

  /** {@code flux}, telling {@code call} what happens before anybody downstream hears of it. */
  Object watched(Object flux, StreamCall call) throws ReflectiveOperationException {
    Consumer<Object> next = item -> Console.guard(PLACE, () -> call.next(item));
    Consumer<Throwable> error = thrown -> Console.guard(PLACE, () -> call.failed(thrown));
    Runnable complete = () -> Console.guard(PLACE, call::completed);
    Runnable cancel = () -> Console.guard(PLACE, call::cancelled);
    Function<Object, Object> context = around -> with(around, call.inside());
    Object watched = doOnNext.invoke(flux, next);
    watched = doOnComplete.invoke(watched, complete);
    watched = doOnError.invoke(watched, error);
    watched = doOnCancel.invoke(watched, cancel);
    return contextWrite.invoke(watched, context);
  }

  void subscribe(Object flux, Object subscriber) throws Throwable {
    try {
      subscribe.invoke(flux, subscriber);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  /** The span context that {@code subscriber} brings along, or null. */
  @Nullable Object contextOf(Object subscriber) {
    return contextIn(Getters.read(subscriber, "currentContext"));
  }

  /**
   * The span context around a tool of a stream: Spring AI, since 1.1, keeps Reactor's context for
   * the thread that runs it.
   */
  static @Nullable Object contextOfTool(@Nullable ClassLoader loader) {
    try {
      Class<?> holder = Class.forName(Names.TOOL_REACTIVE_CONTEXT, false, loader);
      Reactor reactor = KNOWN.get(Class.forName(Names.FLUX, false, loader));
      return reactor.contextIn(holder.getMethod("getContext").invoke(null));
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }

  private @Nullable Object contextIn(@Nullable Object view) {
    try {
      return view == null ? null : getOrDefault.invoke(view, KEY, null);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private Object with(Object context, Object inside) {
    try {
      return put.invoke(context, KEY, inside);
    } catch (ReflectiveOperationException e) {
      Console.failure(PLACE, e);
      return context;
    }
  }
}
