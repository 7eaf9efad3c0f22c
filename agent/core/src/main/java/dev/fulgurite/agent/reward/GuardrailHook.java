package dev.fulgurite.agent.reward;

import dev.fulgurite.agent.genai.Marker;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.reflect.Getters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One guardrail of LangChain4j that looked at an input or an output. Opens no span. */
final class GuardrailHook implements Hook {
  private static final String PACKAGE = "dev.langchain4j.guardrail.";
  private static final HookTarget TARGET =
      new HookTarget(
              "langchain4j.guardrail",
              PACKAGE + "AbstractGuardrailExecutor",
              false,
              "validate",
              List.of(PACKAGE + "GuardrailRequest", PACKAGE + "Guardrail"))
          .optional();

  @Override
  public HookTarget target() {
    return TARGET;
  }

  @Override
  public boolean isDefault() {
    return false;
  }

  @Override
  public HookSpan enter(Home home, @Nullable Object self, String method, Object[] arguments) {
    return new Look(home);
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    boolean passed = thrown == null && Boolean.TRUE.equals(Getters.read(returned, "isSuccess"));
    ((Look) span).home.outcome(RewardRules.GUARDRAIL, passed, span.context());
    return returned;
  }

  private static final class Look extends Marker {
    private final Home home;

    Look(Home home) {
      super(home.currentContext());
      this.home = home;
    }
  }
}
