package dev.fulgurite.agent.springai;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.log.Console;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Micrometer makes a span of one of Spring AI's own observations: then a call has that and ours.
 * Tells it once, and how to have one. Opens no span.
 */
final class ObservedTwiceHook implements Hook {
  private static final HookTarget TARGET =
      new HookTarget(
          "springai.observed-twice",
          "io.micrometer.tracing.handler.DefaultTracingObservationHandler",
          false,
          "onStart",
          List.of("io.micrometer.observation.Observation$Context"));

  private final AtomicBoolean told = new AtomicBoolean();

  @Override
  public HookTarget target() {
    return TARGET;
  }

  @Override
  public @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    Object context = arguments[0];
    if (context != null
        && context.getClass().getName().startsWith(Names.ROOT)
        && told.compareAndSet(false, true)) {
      Console.line(
          "Spring AI's own spans (by Micrometer) stand beside the agent's; for the agent's alone:"
              + " management.observations.enable.X=false for X = [gen_ai], spring.ai, db.vector");
    }
    return null;
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    return returned;
  }
}
