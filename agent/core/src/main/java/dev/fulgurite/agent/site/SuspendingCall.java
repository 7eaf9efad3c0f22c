package dev.fulgurite.agent.site;

import dev.fulgurite.agent.boundary.Woven;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.log.Console;
import dev.fulgurite.agent.threads.Continuations;
import dev.fulgurite.agent.threads.CoroutineThread;
import dev.fulgurite.agent.threads.Coroutines;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * One call of a suspending function, with the continuation that it gets instead of its caller's.
 */
final class SuspendingCall {
  private final Home home;
  private final Object outside;
  private final Woven.Ongoing operation;
  private final CoroutineThread thread;
  private Home.@Nullable Attachment attachment;

  /**
   * @param outside where its caller goes on
   */
  SuspendingCall(Home home, Object outside, Woven.Ongoing operation) {
    this.home = home;
    this.outside = outside;
    this.operation = operation;
    this.thread = new CoroutineThread(home, operation.context());
  }

  void enter() {
    attachment = home.attach(operation.context());
  }

  void leave() {
    if (attachment != null) {
      attachment.close();
    }
  }

  void end(@Nullable Object returned, @Nullable Throwable thrown) {
    if (thrown == null) {
      operation.complete(Continuations.result(returned));
    } else {
      operation.end(thrown);
    }
  }

  /** What stands before the caller's {@code continuation}. */
  Object before(Object continuation) {
    return Continuations.before(
        continuation,
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "getContext" -> inside(called(method, continuation, arguments), continuation);
              case "resumeWith" -> resume(method, continuation, arguments);
              default -> called(method, continuation, arguments);
            });
  }

  private @Nullable Object inside(@Nullable Object context, Object continuation) {
    Coroutines coroutines = Coroutines.visibleTo(continuation.getClass());
    return coroutines == null || context == null ? context : coroutines.carry(context, thread);
  }

  private @Nullable Object resume(Method method, Object continuation, Object[] arguments)
      throws Throwable {
    Object result = arguments[0];
    Console.guard("ending a suspending function", () -> end(result, Continuations.failure(result)));
    CoroutineThread caller = new CoroutineThread(home, outside);
    Object stay = caller.enter();
    try {
      return called(method, continuation, arguments);
    } finally {
      caller.leave(stay);
    }
  }

  private static @Nullable Object called(
      Method method, Object target, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
