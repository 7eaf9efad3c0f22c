package dev.fulgurite.agent.wire;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.log.Console;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stands before the application's handler of an {@code AsyncStreamResponse}. */
final class ObservedHandler implements InvocationHandler {
  private final Object handler;
  private final SdkCall call;

  private ObservedHandler(Object handler, SdkCall call) {
    this.handler = handler;
    this.call = call;
  }

  static @Nullable Object wrap(@Nullable Object handler, Class<?> type, SdkCall call) {
    return handler == null
        ? null
        : Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new ObservedHandler(handler, call));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ObservedStream.forward(handler, method, arguments);
    }
    observe(method.getName(), arguments);
    Home.Attachment attachment = call.surroundings().enter();
    try {
      return ObservedStream.forward(handler, method, arguments);
    } finally {
      Console.guard("leaving the context of a stream", attachment::close);
    }
  }

  /** The span ends before the application hears of the end, and perhaps exits. */
  private void observe(String callback, Object @Nullable [] arguments) {
    Object argument = arguments == null || arguments.length == 0 ? null : arguments[0];
    if (callback.equals("onNext") && argument != null) {
      call.arrived(argument);
    } else if (callback.equals("onComplete")) {
      Object thrown = argument instanceof Optional<?> error ? error.orElse(null) : null;
      call.streamed((Throwable) thrown);
    }
  }
}
