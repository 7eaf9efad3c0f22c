package dev.fulgurite.agent.reactive;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.agent.log.Console;
import dev.fulgurite.agent.reflect.Getters;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of RxJava 3's five kinds of streams, as one of the application's loaders has it. */
final class RxJava implements Streams {
  private static final String PLACE = "watching a stream";
  private static final String ROOT = "io.reactivex.rxjava3.";
  private static final String CORE = ROOT + "core.";
  private static final List<String> KINDS =
      List.of("Flowable", "Observable", "Single", "Maybe", "Completable");

  private static final ClassValue<RxJava> KNOWN =
      new ClassValue<>() {
        @Override
        protected RxJava computeValue(Class<?> type) {
          try {
            return new RxJava(type);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  private final Class<?> source;
  private final Class<?> observer;
  private final Class<?> consumer;
  private final Class<?> action;
  private final Method from;
  private final Method subscribe;
  private final Method doOnError;
  private final Method doOnTerminate;
  private final Method doOnCancel;

  private RxJava(Class<?> type) throws ReflectiveOperationException {
    ClassLoader loader = type.getClassLoader();
    String kind = type.getSimpleName();
    boolean isFlowable = kind.equals("Flowable");
    String of = isFlowable ? "org.reactivestreams.Publisher" : CORE + kind + "Source";
    String by = isFlowable ? "org.reactivestreams.Subscriber" : CORE + kind + "Observer";
    source = Class.forName(of, false, loader);
    observer = Class.forName(kind.equals("Observable") ? CORE + "Observer" : by, false, loader);
    consumer = Class.forName(ROOT + "functions.Consumer", false, loader);
    action = Class.forName(ROOT + "functions.Action", false, loader);
    from = type.getMethod("unsafeCreate", source);
    subscribe = source.getMethod("subscribe", observer);
    doOnError = type.getMethod("doOnError", consumer);
    doOnTerminate = type.getMethod("doOnTerminate", action);
    doOnCancel = type.getMethod(isFlowable ? "doOnCancel" : "doOnDispose", action);
  }

  /** What {@code value} is, or null if it is none of them. */
  static @Nullable RxJava of(Object value) {
    for (String kind : KINDS) {
      Class<?> type = Getters.typeNamed(value.getClass(), CORE + kind);
      if (type != null) {
        return KNOWN.get(type);
      }
    }
    return null;
  }

  @Override
  public Object before(InvocationHandler handler) throws ReflectiveOperationException {
    return from.invoke(null, proxy(source, handler));
  }

  @Override
  public Object watched(Object source, StreamCall call) throws ReflectiveOperationException {
    Object error = function(consumer, thrown -> call.failed((Throwable) requireNonNull(thrown)));
    Object watched = doOnError.invoke(source, error);
    watched = doOnTerminate.invoke(watched, function(action, nothing -> call.completed()));
    return doOnCancel.invoke(watched, function(action, nothing -> call.cancelled()));
  }

  @Override
  public void subscribe(Object source, Object observer) throws Throwable {
    try {
      subscribe.invoke(source, observer);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  /** RxJava has no context of its own. */
  @Override
  public @Nullable Object contextOf(Object observer) {
    return null;
  }

  @Override
  public Class<?> typeOf(Object subscriber) {
    Class<?> type = Getters.typeNamed(subscriber.getClass(), CORE + "FlowableSubscriber");
    return type == null ? observer : type;
  }

  private interface Told {
    void accept(@Nullable Object argument);
  }

  private static Object function(Class<?> type, Told told) {
    return proxy(
        type,
        (proxy, method, arguments) -> {
          if (method.getDeclaringClass() == Object.class) {
            return method.invoke(told, arguments);
          }
          Object argument = arguments == null || arguments.length == 0 ? null : arguments[0];
          Console.guard(PLACE, () -> told.accept(argument));
          return null;
        });
  }

  private static Object proxy(Class<?> type, InvocationHandler handler) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }
}
