package dev.fulgurite.agent.threads;

import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSet;
import java.util.List;

/** All hooks of this package. */
public final class ThreadHooks implements HookSet {
  @Override
  public List<Hook> hooks() {
    return List.of(
        new ScheduleHook("rxjava.schedule", "io.reactivex.rxjava3.plugins.RxJavaPlugins"),
        new ScheduleHook("reactor.schedule", "reactor.core.scheduler.Schedulers"),
        new CoroutineHook());
  }
}
