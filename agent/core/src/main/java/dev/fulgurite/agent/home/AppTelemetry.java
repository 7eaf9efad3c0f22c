package dev.fulgurite.agent.home;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What an application made of one copy of the OpenTelemetry API: the SDK it set as the global one,
 * or else the first one it built. Thread-safe.
 */
final class AppTelemetry {
  private final AtomicBoolean seen;
  private volatile @Nullable Object global;
  private volatile @Nullable Object built;

  /**
   * @param seen becomes true with the first SDK
   */
  AppTelemetry(AtomicBoolean seen) {
    this.seen = seen;
  }

  /** The application's own, or null while it has none. */
  @Nullable Object current() {
    Object set = global;
    return set == null ? built : set;
  }

  void setGlobal(@Nullable Object openTelemetry) {
    global = openTelemetry;
    if (openTelemetry != null) {
      seen.set(true);
    }
  }

  synchronized void addBuilt(Object openTelemetrySdk) {
    seen.set(true);
    if (built == null) {
      built = openTelemetrySdk;
    }
  }
}
