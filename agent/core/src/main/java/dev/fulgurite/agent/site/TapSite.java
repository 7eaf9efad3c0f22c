package dev.fulgurite.agent.site;

import dev.fulgurite.agent.home.BridgedHome;
import dev.fulgurite.agent.home.OfficialAgent;
import dev.fulgurite.agent.log.Console;
import dev.fulgurite.agent.weave.Advised;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code SdkTracerProviderBuilder.build()}: the application's SDK gets a processor that feeds the
 * local store, unless it keeps its spans itself.
 *
 * @param processors reads the builder's list; null where it has none
 */
record TapSite(BridgedHome home, BooleanSupplier taps, @Nullable MethodHandle processors)
    implements Advised {
  private static final String OWN = "dev.fulgurite.";

  /** Those that were added so far: a private field, under this name since 1.0. */
  static @Nullable MethodHandle processors(Lookup builder) {
    try {
      return builder
          .findGetter(builder.lookupClass(), "spanProcessors", List.class)
          .asType(MethodType.methodType(List.class, Object.class));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  @Override
  public @Nullable Entered enter(@Nullable Object self, Object[] arguments) {
    if (self == null || !taps.getAsBoolean() || OfficialAgent.isPresent()) {
      return null;
    }
    if (keepsItsOwn(self)) {
      Console.line(
          "the application has fulgurite-exporter in its own SDK, which keeps its spans: the agent"
              + " adds none; content of hooks is in them with"
              + " OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true");
    } else {
      home.side().tap(self);
    }
    return null;
  }

  /** Whether our exporter or our tap is among the processors: a builder may be used twice. */
  private boolean keepsItsOwn(Object builder) {
    try {
      List<?> added = processors == null ? List.of() : (List<?>) processors.invokeExact(builder);
      return added.stream().anyMatch(one -> one.getClass().getName().startsWith(OWN));
    } catch (Throwable t) {
      return false;
    }
  }

  @Override
  public @Nullable Object exit(
      Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    return null;
  }
}
