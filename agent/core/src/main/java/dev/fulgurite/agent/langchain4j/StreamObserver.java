package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.log.Console;
import dev.fulgurite.agent.reflect.Getters;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the application's {@code StreamingChatResponseHandler} and forwards everything to
 * it, methods that newer versions add included.
 */
final class StreamObserver implements InvocationHandler {
  private static final String PLACE = "watching a stream of a model";

  private final Object handler;
  private final StreamScope scope;
  private final StreamedChat chat;

  private StreamObserver(Object handler, StreamScope scope, StreamedChat chat) {
    this.handler = handler;
    this.scope = scope;
    this.chat = chat;
  }

  static Object wrap(Object handler, Class<?> type, StreamScope scope, StreamedChat chat) {
    return Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, new StreamObserver(handler, scope, chat));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return forward(method, arguments);
    }
    String callback = method.getName();
    boolean last = callback.equals("onCompleteResponse") || callback.equals("onError");
    if (arguments != null && arguments.length > 0) {
      Console.guard(PLACE, () -> observe(callback, arguments));
    }
    Home.Attachment attachment = scope.enter(chat.service());
    try {
      return forward(method, arguments);
    } catch (Throwable thrown) {
      if (last) {
        chat.failService(thrown);
      }
      throw thrown;
    } finally {
      Console.guard(PLACE, attachment::close);
      if (last) {
        Console.guard(PLACE, chat::over);
      }
    }
  }

  private void observe(String callback, @Nullable Object[] arguments) {
    if (callback.equals("onCompleteResponse")) {
      chat.completed(new ModelResponse(arguments[0]));
    } else if (callback.equals("onError")) {
      chat.failed((Throwable) arguments[0]);
      chat.over();
    } else if (callback.startsWith("onPartial")) {
      chat.chunk();
      Object handle = Getters.read(arguments[arguments.length - 1], "streamingHandle");
      scope.cancellable(handle, chat);
    } else if (callback.equals("onCompleteToolCall")) {
      scope.own(Getters.read(arguments[0], "toolExecutionRequest"), chat.service());
    }
  }

  private @Nullable Object forward(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(handler, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
