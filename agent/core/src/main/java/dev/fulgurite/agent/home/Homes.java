package dev.fulgurite.agent.home;

import dev.fulgurite.agent.boundary.AgentSide;
import dev.fulgurite.agent.boundary.AppSide;
import dev.fulgurite.agent.boundary.SpanSink;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.log.Console;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The homes of all class loaders. Holds neither loader nor home: a home lives as long as a woven
 * class that uses it, so that a web application can be unloaded. Thread-safe.
 */
public final class Homes {
  private final SpanSink sink;
  private final Home isolated;
  private final BridgeSource bridge;
  private final Predicate<String> content;
  private final Map<ClassLoader, WeakReference<BridgedHome>> bridged = new WeakHashMap<>();
  private final Map<ClassLoader, WeakReference<AppTelemetry>> telemetry = new WeakHashMap<>();

  /**
   * @param isolated for loaders that see no OpenTelemetry API
   * @param content which attribute keys stay out of an SDK that is not the agent's
   */
  public Homes(SpanSink sink, Home isolated, BridgeSource bridge, Predicate<String> content) {
    this.sink = sink;
    this.isolated = isolated;
    this.bridge = bridge;
    this.content = content;
  }

  /** Where the classes of {@code loader} open spans. Never throws. */
  public Home of(ClassLoader loader) {
    Home home = bridged(loader);
    return home == null ? isolated : home;
  }

  /** The home with a bridge, or null for a loader that sees no OpenTelemetry API. */
  public synchronized @Nullable BridgedHome bridged(ClassLoader loader) {
    WeakReference<BridgedHome> reference = bridged.get(loader);
    BridgedHome known = reference == null ? null : reference.get();
    if (known == null) {
      known = build(loader);
      if (known != null) {
        bridged.put(loader, new WeakReference<>(known));
      }
    }
    return known;
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
      Supplier<@Nullable Object> current =
          OfficialAgent.isPresent() ? new GlobalGetter(global)::get : telemetry::current;
      AppSide side = bridge.define(loader, new AgentSide(sink, current, content));
      return new BridgedHome(side, telemetry);
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      Console.failure("bridging the OpenTelemetry of " + loader, e);
      return null;
    }
  }

  private AppTelemetry telemetry(ClassLoader apiLoader) {
    WeakReference<AppTelemetry> reference = telemetry.get(apiLoader);
    AppTelemetry known = reference == null ? null : reference.get();
    if (known == null) {
      known = new AppTelemetry();
      telemetry.put(apiLoader, new WeakReference<>(known));
    }
    return known;
  }
}
