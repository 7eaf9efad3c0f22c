package dev.fulgurite.agent.threads;

import dev.fulgurite.agent.genai.Marker;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The static method to which a library shows each task before it schedules it. */
final class ScheduleHook implements Hook {
  private final HookTarget target;

  ScheduleHook(String id, String type) {
    target = new HookTarget(id, type, false, "onSchedule", List.of("java.lang.Runnable"));
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public HookSpan enter(Home home, @Nullable Object self, String method, Object[] arguments) {
    return new Scheduling(home);
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    return returned instanceof Runnable task
        ? new CarriedTask(task, ((Scheduling) span).home, span.context())
        : returned;
  }

  private static final class Scheduling extends Marker {
    private final Home home;

    Scheduling(Home home) {
      super(home.currentContext());
      this.home = home;
    }
  }
}
