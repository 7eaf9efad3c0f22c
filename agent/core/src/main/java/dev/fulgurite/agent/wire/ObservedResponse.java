package dev.fulgurite.agent.wire;

import dev.fulgurite.agent.reflect.Getters;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an SDK's {@code HttpResponseFor}, a raw response that the application parses when
 * it likes. The call ends with what comes of that, or without it when the response is closed.
 */
final class ObservedResponse implements InvocationHandler {
  private final Object response;
  private final SdkCall call;

  private ObservedResponse(Object response, SdkCall call) {
    this.response = response;
    this.call = call;
  }

  /**
   * @return null if {@code returned} is no raw response
   */
  static @Nullable Object wrap(Object returned, SdkCall call) {
    String root = Wire.root(returned.getClass().getName());
    Class<?> type = Getters.typeNamed(returned.getClass(), root + ".core.http.HttpResponseFor");
    return type == null
        ? null
        : Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new ObservedResponse(returned, call));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "parse" -> parsed(method, arguments);
      case "close" -> {
        call.finish(null, null);
        yield ObservedStream.forward(response, method, arguments);
      }
      default -> ObservedStream.forward(response, method, arguments);
    };
  }

  private @Nullable Object parsed(Method method, Object @Nullable [] arguments) throws Throwable {
    Object result;
    try {
      result = ObservedStream.forward(response, method, arguments);
    } catch (Throwable thrown) {
      call.finish(null, thrown);
      throw thrown;
    }
    Object stream = result == null ? null : ObservedStream.wrap(result, call);
    if (stream == null) {
      call.finish(result, null);
    }
    return stream == null ? result : stream;
  }
}
