package dev.fulgurite.agent.home;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.agent.boundary.AgentSide;
import dev.fulgurite.agent.boundary.AppSide;
import dev.fulgurite.agent.boundary.SpanSink;
import dev.fulgurite.agent.boundary.SpanTap;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.log.Console;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The homes of all class loaders. Holds neither loader nor home: a home lives as long as a woven
 * class that uses it, so that a web application can be unloaded. Thread-safe.
 */
public final class Homes {
  private final SpanSink sink;
  private final SpanTap tap;
  private final Home isolated;
  private final BridgeSource bridge;
  private final Predicate<String> content;
  private final Map<ClassLoader, WeakReference<BridgedHome>> bridged = new WeakHashMap<>();
  private final Map<ClassLoader, WeakReference<AppTelemetry>> telemetry = new WeakHashMap<>();
  private final AtomicBoolean applicationSdk = new AtomicBoolean();

  /**
   * @param tap keeps copies of spans in an SDK that is not the agent's
   * @param isolated for loaders that see no OpenTelemetry API
   * @param content which attribute keys stay out of an SDK that is not the agent's
   */
  public Homes(
      SpanSink sink, SpanTap tap, Home isolated, BridgeSource bridge, Predicate<String> content) {
    this.sink = sink;
    this.tap = tap;
    this.isolated = isolated;
    this.bridge = bridge;
    this.content = content;
  }

  /** Where the classes of {@code loader} open spans. Never throws. */
  public Home of(ClassLoader loader) {
    Home home = bridged(loader);
    if (home == null) {
      OfficialAgent.announce(false);
      return isolated;
    }
    return home;
  }

  /** The home with a bridge, or null for a loader that sees no OpenTelemetry API. */
  public @Nullable BridgedHome bridged(ClassLoader loader) {
    BridgedHome known = known(bridged, loader);
    // Without a lock, since the application's loader runs: of two, the first one stays.
    return known == null ? keep(bridged, loader, build(loader)) : known;
  }

  /** Whether some loader that is in use sees an OpenTelemetry API. */
  public boolean hasBridge() {
    synchronized (bridged) {
      return bridged.values().stream().anyMatch(home -> home.get() != null);
    }
  }

  /** Whether copies of spans are kept that end in an application's own SDK. */
  public boolean taps() {
    return tap.isOn();
  }

  /** Whether some application has an SDK of its own, whose spans nobody keeps here. */
  public boolean leavesSpansElsewhere() {
    return hasApplicationSdk() && !taps();
  }

  /** Whether some application has an SDK of its own, to which its spans then go. */
  public boolean hasApplicationSdk() {
    return applicationSdk.get();
  }

  private @Nullable BridgedHome build(ClassLoader loader) {
    Class<?> global;
    try {
      global = Class.forName(AppNames.GLOBAL, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
    try {
      AppTelemetry telemetry = telemetry(global.getClassLoader());
      boolean official = OfficialAgent.isPresent();
      Supplier<@Nullable Object> current =
          official ? new GlobalGetter(global)::get : telemetry::current;
      OfficialAgent.announce(true);
      AppSide side =
          bridge.define(loader, new AgentSide(sink, current, content, tap, official, false));
      return new BridgedHome(side, telemetry);
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      Console.failure("bridging the OpenTelemetry of " + loader, e);
      return null;
    }
  }

  private AppTelemetry telemetry(ClassLoader apiLoader) {
    AppTelemetry known = known(telemetry, apiLoader);
    return known == null
        ? requireNonNull(keep(telemetry, apiLoader, new AppTelemetry(applicationSdk)))
        : known;
  }

  private static <T> @Nullable T known(Map<ClassLoader, WeakReference<T>> map, ClassLoader loader) {
    synchronized (map) {
      WeakReference<T> reference = map.get(loader);
      return reference == null ? null : reference.get();
    }
  }

  private static <T> @Nullable T keep(
      Map<ClassLoader, WeakReference<T>> map, ClassLoader loader, @Nullable T value) {
    synchronized (map) {
      T first = known(map, loader);
      if (first == null && value != null) {
        map.put(loader, new WeakReference<>(value));
      }
      return first == null ? value : first;
    }
  }
}
