package dev.fulgurite.agent.springai;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A blocking advisor: one that is called itself, or by the method that {@code BaseAdvisor} has for
 * it. Off by default: each call passes several, and the time of each contains that of the next.
 */
final class AdvisorHook implements Hook {
  private final HookTarget target;

  private AdvisorHook(String id, String type, boolean subtypes) {
    this.target =
        new HookTarget(
            id,
            type,
            subtypes,
            "adviseCall",
            List.of(Names.CLIENT_REQUEST, Names.CALL_ADVISOR + "Chain"));
  }

  static List<Hook> all() {
    return List.of(
        new AdvisorHook("springai.advisor", Names.CALL_ADVISOR, true),
        new AdvisorHook("springai.advisor.base", Names.BASE_ADVISOR, false));
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public boolean isDefault() {
    return false;
  }

  @Override
  public HookSpan enter(Home home, @Nullable Object self, String method, Object[] arguments) {
    return home.start(AdvisorSpan.of(self));
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    if (thrown != null) {
      span.fail(thrown);
    }
    span.end();
    return returned;
  }
}
