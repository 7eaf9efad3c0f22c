package dev.fulgurite.agent.boundary;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One class loader's OpenTelemetry, seen from the agent. Implemented by the bridge. */
public interface AppSide {
  /** The {@code OpenTelemetry} that stands where the application has only a no-op. */
  Object openTelemetry();

  /** Makes {@link #openTelemetry()} the global one, unless there is one. */
  void setGlobal();

  /** Whether {@code openTelemetry} is neither null nor the no-op nor a bridge. */
  boolean isReal(@Nullable Object openTelemetry);

  /** Starts a span in the application's OpenTelemetry under {@code context}, and enters it. */
  AppSpan start(@Nullable Object context, AppSpanStart start);

  Object currentContext();

  /**
   * The {@code OpenTelemetry} for what is emitted by hand: the application's own where it has one,
   * but content stays out of it.
   */
  Object emitterTelemetry();

  /** Adds a processor that feeds the tap to an {@code SdkTracerProviderBuilder}. */
  void tap(Object sdkTracerProviderBuilder);

  /** What an annotated method does, by the application's own {@code Emitter}. */
  Woven woven(WovenMethod method);

  /** Makes {@code context} current on this thread until what it returns is run. */
  Runnable attach(Object context);

  /** The fields that take {@code context}'s span to another program, in the W3C's words. */
  Map<String, String> propagated(Object context);

  /** {@code context} with the span of another program, which {@code fields} have brought. */
  Object remote(Object context, Map<String, String> fields);

  /** Whether the span of {@code context} has not ended. */
  boolean isOpen(Object context);
}
