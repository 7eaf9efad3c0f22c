package dev.fulgurite.agent.anthropic;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Whether an SDK's client opens spans itself: since 3.0, unless it is told not to, or finds no
 * OpenTelemetry that it can ask.
 */
final class NativeSpans {
  /** Per class of a service and so collected with it. */
  private static final ClassValue<Probe> PROBES =
      new ClassValue<>() {
        @Override
        protected Probe computeValue(Class<?> service) {
          return Probe.of(service);
        }
      };

  static boolean areOpenedBy(@Nullable Object service) {
    return service != null && PROBES.get(service.getClass()).opensSpans(service);
  }

  /**
   * Asks the SDK for the tracer it would take.
   *
   * @param tracer null in versions that have none
   */
  private record Probe(@Nullable Method tracer, @Nullable Field options) {
    static Probe of(Class<?> service) {
      Method tracer;
      try {
        ClassLoader loader = service.getClassLoader();
        Class<?> options = Class.forName("com.anthropic.core.ClientOptions", false, loader);
        tracer =
            Class.forName("com.anthropic.core.opentelemetry.TraceApiCall", false, loader)
                .getMethod("tracer", options);
      } catch (ReflectiveOperationException | LinkageError before3) {
        return new Probe(null, null);
      }
      try {
        Field options = service.getDeclaredField("clientOptions");
        options.setAccessible(true);
        return new Probe(tracer, options);
      } catch (ReflectiveOperationException | RuntimeException notToBeRead) {
        return new Probe(tracer, null);
      }
    }

    /** Where that cannot be found out it does, as by default: no call shall have two spans. */
    boolean opensSpans(Object service) {
      if (tracer == null || options == null) {
        return tracer != null;
      }
      try {
        Object found = tracer.invoke(null, options.get(service));
        return found != null && !found.getClass().getSimpleName().equals("DefaultTracer");
      } catch (ReflectiveOperationException | LinkageError notToBeAsked) {
        return true;
      }
    }
  }

  private NativeSpans() {}
}
