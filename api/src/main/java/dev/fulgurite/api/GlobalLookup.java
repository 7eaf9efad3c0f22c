package dev.fulgurite.api;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Finds the global OpenTelemetry without fixing it: {@link GlobalOpenTelemetry#get()} would make a
 * no-op of it for good, and the application's own {@code set} would then fail.
 */
final class GlobalLookup {
  /**
   * {@code getOrNoop()} from API 1.57 on, before that the field behind it (or {@code get()} where
   * the official agent has made it harmless); null if refused.
   */
  private static final @Nullable MethodHandle GETTER = getter();

  /**
   * The global OpenTelemetry, or null while there is none. The Fulgurite agent replaces a null
   * result by its own bridge, and knows this class and method by name: both are fixed.
   */
  static @Nullable OpenTelemetry find() {
    if (GETTER == null) {
      return null;
    }
    try {
      OpenTelemetry found = (OpenTelemetry) GETTER.invokeExact();
      return found == OpenTelemetry.noop() ? null : found;
    } catch (Throwable unreadable) {
      Warnings.report("cannot look up the global OpenTelemetry", unreadable);
      return null;
    }
  }

  private static @Nullable MethodHandle getter() {
    MethodType type = MethodType.methodType(OpenTelemetry.class);
    try {
      return MethodHandles.publicLookup().findStatic(GlobalOpenTelemetry.class, "getOrNoop", type);
    } catch (ReflectiveOperationException | LinkageError olderApi) {
      return isBridgedByOfficialAgent() ? officialGetter(type) : fieldGetter(type);
    }
  }

  /** It leaves the field empty and rewrites {@code get()}, which then fixes nothing. */
  private static boolean isBridgedByOfficialAgent() {
    return Context.root().getClass().getName().startsWith("io.opentelemetry.javaagent.");
  }

  private static @Nullable MethodHandle officialGetter(MethodType type) {
    try {
      return MethodHandles.publicLookup().findStatic(GlobalOpenTelemetry.class, "get", type);
    } catch (ReflectiveOperationException | LinkageError refused) {
      return null;
    }
  }

  private static @Nullable MethodHandle fieldGetter(MethodType type) {
    try {
      Field field = GlobalOpenTelemetry.class.getDeclaredField("globalOpenTelemetry");
      field.setAccessible(true);
      return MethodHandles.lookup().unreflectGetter(field).asType(type);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError refused) {
      return null;
    }
  }

  private GlobalLookup() {}
}
