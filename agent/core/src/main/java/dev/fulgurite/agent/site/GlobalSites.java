package dev.fulgurite.agent.site;

import dev.fulgurite.agent.home.BridgedHome;
import dev.fulgurite.agent.home.OfficialAgent;
import dev.fulgurite.agent.weave.Advised;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Advice on the application's OpenTelemetry: the agent only ever replaces a no-op. */
final class GlobalSites {
  private static final String AUTOCONFIGURE = "otel.java.global-autoconfigure.enabled";

  /** {@code GlobalOpenTelemetry.get()}: fixes the global one as ever, but on the bridge. */
  record Get(BridgedHome home, GlobalField field) implements Advised {
    @Override
    public @Nullable Entered enter(@Nullable Object self, Object[] arguments) {
      if (field.get() == null && !OfficialAgent.isPresent() && !autoconfigures()) {
        home.side().setGlobal();
      }
      return null;
    }

    @Override
    public @Nullable Object exit(
        Object token, @Nullable Object returned, @Nullable Throwable thrown) {
      return null;
    }
  }

  /** {@code getOrNoop()}: the bridge for the no-op, and nothing is fixed. */
  record OrNoop(BridgedHome home, GlobalField field) implements Advised {
    @Override
    public Entered enter(@Nullable Object self, Object[] arguments) {
      return new Entered(this, arguments);
    }

    @Override
    public @Nullable Object exit(
        Object token, @Nullable Object returned, @Nullable Throwable thrown) {
      boolean unset = thrown == null && field.get() == null && !OfficialAgent.isPresent();
      return unset ? home.side().openTelemetry() : null;
    }
  }

  /** {@code set(..)} and {@code resetForTest()}: what is global now. */
  record Changed(BridgedHome home, GlobalField field) implements Advised {
    @Override
    public Entered enter(@Nullable Object self, Object[] arguments) {
      return new Entered(this, arguments);
    }

    @Override
    public @Nullable Object exit(
        Object token, @Nullable Object returned, @Nullable Throwable thrown) {
      home.globalChanged(field.get());
      return null;
    }
  }

  /** {@code OpenTelemetrySdkBuilder.build()}: an SDK that may never be the global one. */
  record Built(BridgedHome home) implements Advised {
    @Override
    public Entered enter(@Nullable Object self, Object[] arguments) {
      return new Entered(this, arguments);
    }

    @Override
    public @Nullable Object exit(
        Object token, @Nullable Object returned, @Nullable Throwable thrown) {
      if (returned != null) {
        home.built(returned);
      }
      return null;
    }
  }

  /**
   * The look-up in {@code fulgurite-api}: the bridge for null, where the API has no getOrNoop, and
   * what keeps content out of an SDK that is not the agent's.
   */
  record Found(BridgedHome home, BooleanSupplier taps) implements Advised {
    @Override
    public Entered enter(@Nullable Object self, Object[] arguments) {
      return new Entered(this, arguments);
    }

    @Override
    public @Nullable Object exit(
        Object token, @Nullable Object returned, @Nullable Throwable thrown) {
      if (thrown != null) {
        return null;
      }
      if (home.side().isReal(returned)) {
        return taps.getAsBoolean() ? home.side().emitterTelemetry() : null;
      }
      return returned == null && !OfficialAgent.isPresent() ? home.side().openTelemetry() : null;
    }
  }

  private static boolean autoconfigures() {
    String property = System.getProperty(AUTOCONFIGURE);
    String value =
        property == null ? System.getenv("OTEL_JAVA_GLOBAL_AUTOCONFIGURE_ENABLED") : property;
    return Boolean.parseBoolean(value);
  }

  private GlobalSites() {}
}
