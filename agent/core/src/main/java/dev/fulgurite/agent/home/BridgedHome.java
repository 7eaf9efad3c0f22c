package dev.fulgurite.agent.home;

import dev.fulgurite.agent.boundary.AppSide;
import dev.fulgurite.agent.boundary.AppSpanStart;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.SpanStart;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A loader whose classes see an OpenTelemetry API: spans are opened through that. */
public final class BridgedHome implements Home {
  private final AppSide side;
  private final AppTelemetry telemetry;

  BridgedHome(AppSide side, AppTelemetry telemetry) {
    this.side = side;
    this.telemetry = telemetry;
  }

  /** The bridge in this loader. */
  public AppSide side() {
    return side;
  }

  /** The application has a new global OpenTelemetry, or none again. */
  public void globalChanged(@Nullable Object openTelemetry) {
    telemetry.setGlobal(side.isReal(openTelemetry) ? openTelemetry : null);
  }

  /** The application has built an SDK, which it may or may not make the global one. */
  public void built(Object openTelemetrySdk) {
    if (side.isReal(openTelemetrySdk)) {
      telemetry.addBuilt(openTelemetrySdk);
    }
  }

  @Override
  public HookSpan start(SpanStart start) {
    return startUnder(null, start);
  }

  @Override
  public HookSpan startUnder(@Nullable Object context, SpanStart start) {
    return new AppHookSpan(
        side.start(
            context,
            new AppSpanStart(
                start.name(),
                start.kind().name(),
                start.attributes(),
                start.sessionId(),
                start.startEpochNanos())));
  }

  @Override
  public Attachment attach(Object context) {
    return side.attach(context)::run;
  }

  @Override
  public Map<String, String> propagated(Object context) {
    return side.propagated(context);
  }

  @Override
  public Object remote(Object context, Map<String, String> fields) {
    return side.remote(context, fields);
  }

  @Override
  public boolean isOpen(Object context) {
    return side.isOpen(context);
  }

  @Override
  public Object currentContext() {
    return side.currentContext();
  }
}
