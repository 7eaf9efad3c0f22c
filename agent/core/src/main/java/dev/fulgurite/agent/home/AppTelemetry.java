package dev.fulgurite.agent.home;

import org.jspecify.annotations.Nullable;

/**
 * What an application made of one copy of the OpenTelemetry API: the SDK it set as the global one,
 * or else the first one it built. Thread-safe.
 */
final class AppTelemetry {
  private volatile @Nullable Object global;
  private volatile @Nullable Object built;

  /** The application's own, or null while it has none. */
  @Nullable Object current() {
    Object set = global;
    return set == null ? built : set;
  }

  void setGlobal(@Nullable Object openTelemetry) {
    global = openTelemetry;
  }

  synchronized void addBuilt(Object openTelemetrySdk) {
    if (built == null) {
      built = openTelemetrySdk;
    }
  }
}
