package dev.fulgurite.agent.wire;

import dev.fulgurite.agent.reflect.Getters;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an SDK's {@code StreamResponse} or {@code AsyncStreamResponse} and forwards
 * everything to it, methods that newer versions add included.
 */
final class ObservedStream implements InvocationHandler {
  private final Object stream;
  private final SdkCall call;

  private ObservedStream(Object stream, SdkCall call) {
    this.stream = stream;
    this.call = call;
  }

  /**
   * @return null if {@code returned} is no stream
   */
  static @Nullable Object wrap(Object returned, SdkCall call) {
    String http = Wire.root(returned.getClass().getName()) + ".core.http.";
    Class<?> type = Getters.typeNamed(returned.getClass(), http + "StreamResponse");
    if (type == null) {
      type = Getters.typeNamed(returned.getClass(), http + "AsyncStreamResponse");
      if (type == null) {
        return null;
      }
      endWith(Getters.read(returned, "onCompleteFuture"), call);
    }
    return Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, new ObservedStream(returned, call));
  }

  /** Also where nobody subscribes. */
  private static void endWith(@Nullable Object future, SdkCall call) {
    if (future instanceof CompletableFuture<?> completion) {
      var unused = completion.whenComplete((nothing, thrown) -> call.streamed(thrown));
    }
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("close")) {
      // First: openai-java may wait in there for a read that another thread is in.
      call.streamed(null);
    }
    if (method.getName().equals("subscribe") && arguments != null) {
      arguments[0] = ObservedHandler.wrap(arguments[0], method.getParameterTypes()[0], call);
    }
    Object result = forward(stream, method, arguments);
    if (result instanceof Stream<?> elements) {
      return ObservedElements.of(elements, call);
    }
    return result == stream ? proxy : result;
  }

  static @Nullable Object forward(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
