package dev.fulgurite.agent.home;

import dev.fulgurite.agent.log.Console;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Asks an application's global OpenTelemetry, where another agent answers for it. */
final class GlobalGetter {
  private final Method get;

  GlobalGetter(Class<?> global) throws NoSuchMethodException {
    this.get = global.getMethod("get");
  }

  @Nullable Object get() {
    try {
      return get.invoke(null);
    } catch (ReflectiveOperationException e) {
      Console.failure("asking the application's global OpenTelemetry", e);
      return null;
    }
  }
}
