package dev.fulgurite.agent.reactive;

import dev.fulgurite.agent.log.Console;
import dev.fulgurite.agent.reflect.Getters;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Flux or Mono, as one of the application's loaders has it. */
public final class Reactor implements Streams {
  /** In a subscriber's context: the span context for what it subscribes to. */
  private static final String KEY = "fulgurite.context";

  private static final String PLACE = "watching a stream";

  private static final String FLUX = "reactor.core.publisher.Flux";
  private static final String MONO = "reactor.core.publisher.Mono";
  private static final String CONTEXT = "reactor.util.context.Context";
  private static final String CONTEXT_VIEW = "reactor.util.context.ContextView";
  private static final String PUBLISHER = "org.reactivestreams.Publisher";
  private static final String CORE_SUBSCRIBER = "reactor.core.CoreSubscriber";
  private static final String SUBSCRIBER = "org.reactivestreams.Subscriber";

  private static final ClassValue<Reactor> KNOWN =
      new ClassValue<>() {
        @Override
        protected Reactor computeValue(Class<?> type) {
          try {
            return new Reactor(type);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  private final Class<?> publisher;
  private final boolean isMono;
  private final Method from;
  private final Method subscribe;
  private final Method doOnItem;
  private final @Nullable Method doOnComplete;
  private final Method doOnError;
  private final Method doOnCancel;
  private final Method contextWrite;
  private final Method put;
  private final Method getOrDefault;

  private Reactor(Class<?> type) throws ReflectiveOperationException {
    ClassLoader loader = type.getClassLoader();
    isMono = type.getName().equals(MONO);
    publisher = Class.forName(PUBLISHER, false, loader);
    // A Mono made by "from" would cancel its source at the first item.
    from = type.getMethod(isMono ? "fromDirect" : "from", publisher);
    subscribe = publisher.getMethod("subscribe", Class.forName(SUBSCRIBER, false, loader));
    doOnItem = type.getMethod(isMono ? "doOnSuccess" : "doOnNext", Consumer.class);
    doOnComplete = isMono ? null : type.getMethod("doOnComplete", Runnable.class);
    doOnError = type.getMethod("doOnError", Consumer.class);
    doOnCancel = type.getMethod("doOnCancel", Runnable.class);
    contextWrite = type.getMethod("contextWrite", Function.class);
    put = Class.forName(CONTEXT, false, loader).getMethod("put", Object.class, Object.class);
    getOrDefault =
        Class.forName(CONTEXT_VIEW, false, loader)
            .getMethod("getOrDefault", Object.class, Object.class);
  }

  /** What {@code value} is, or null if that is neither. */
  static @Nullable Reactor of(@Nullable Object value) {
    Class<?> own = value == null ? null : value.getClass();
    Class<?> flux = Getters.typeNamed(own, FLUX);
    Class<?> type = flux != null ? flux : Getters.typeNamed(own, MONO);
    return type == null ? null : KNOWN.get(type);
  }

  @Override
  public Object before(InvocationHandler handler) throws ReflectiveOperationException {
    Object proxy =
        Proxy.newProxyInstance(publisher.getClassLoader(), new Class<?>[] {publisher}, handler);
    return from.invoke(null, proxy);
  }

  @Override
  public Object watched(Object source, StreamCall call) throws ReflectiveOperationException {
    Consumer<Object> item = next -> Console.guard(PLACE, () -> arrived(call, next));
    Consumer<Throwable> error = thrown -> Console.guard(PLACE, () -> call.failed(thrown));
    Runnable complete = () -> Console.guard(PLACE, call::completed);
    Runnable cancel = () -> Console.guard(PLACE, call::cancelled);
    Function<Object, Object> context = around -> with(around, call.inside());
    Object watched = doOnItem.invoke(source, item);
    watched = doOnComplete == null ? watched : doOnComplete.invoke(watched, complete);
    watched = doOnError.invoke(watched, error);
    watched = doOnCancel.invoke(watched, cancel);
    return contextWrite.invoke(watched, context);
  }

  /** An empty Mono succeeds with null. */
  private void arrived(StreamCall call, @Nullable Object item) {
    if (item != null) {
      call.next(item);
    }
    if (isMono) {
      call.completed();
    }
  }

  @Override
  public void subscribe(Object source, Object subscriber) throws Throwable {
    try {
      subscribe.invoke(source, subscriber);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  @Override
  public @Nullable Object contextOf(Object subscriber) {
    return contextIn(Getters.read(subscriber, "currentContext"));
  }

  @Override
  public Class<?> typeOf(Object subscriber) {
    Class<?> type = Getters.typeNamed(subscriber.getClass(), CORE_SUBSCRIBER);
    return type == null ? subscribe.getParameterTypes()[0] : type;
  }

  /**
   * The span context of the Reactor context that a framework keeps for a thread of its own.
   *
   * @param holder the class whose static {@code getContext} gives it
   */
  public static @Nullable Object contextHeldBy(String holder, @Nullable ClassLoader loader) {
    try {
      Class<?> type = Class.forName(holder, false, loader);
      Reactor reactor = KNOWN.get(Class.forName(FLUX, false, loader));
      return reactor.contextIn(type.getMethod("getContext").invoke(null));
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
