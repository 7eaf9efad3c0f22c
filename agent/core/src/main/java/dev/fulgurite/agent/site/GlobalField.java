package dev.fulgurite.agent.site;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** What the application's global OpenTelemetry is, read without fixing it. */
final class GlobalField {
  private final MethodHandle getter;

  GlobalField(Lookup global) throws ReflectiveOperationException {
    this.getter =
        global
            .unreflectGetter(global.lookupClass().getDeclaredField("globalOpenTelemetry"))
            .asType(MethodType.methodType(Object.class));
  }

  @Nullable Object get() {
    try {
      return getter.invokeExact();
    } catch (Throwable t) {
      throw new IllegalStateException("reading the global OpenTelemetry", t);
    }
  }
}
