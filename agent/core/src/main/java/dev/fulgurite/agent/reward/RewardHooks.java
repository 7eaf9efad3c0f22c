package dev.fulgurite.agent.reward;

import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSet;
import java.util.List;

/** The hooks that outcomes come from; each is woven where a rule asks for it. */
public final class RewardHooks implements HookSet {
  @Override
  public List<Hook> hooks() {
    return List.of(new TestHook(), new GuardrailHook());
  }

  /** Whether {@code hook} has something to tell {@code rules}. */
  public static boolean isAsked(Hook hook, RewardRules rules) {
    return (hook instanceof TestHook && rules.include(RewardRules.TEST))
        || (hook instanceof GuardrailHook && rules.include(RewardRules.GUARDRAIL));
  }
}
