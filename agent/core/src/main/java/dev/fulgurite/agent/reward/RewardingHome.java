package dev.fulgurite.agent.reward;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.agent.reflect.Slot;
import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A home whose outcomes are rewarded. Thread-safe. */
public final class RewardingHome implements Home {
  /** Under which context a model call failed last on this thread, until the next begins there. */
  private static final Slot<Object> FAILED_UNDER = new Slot<>();

  private final Home home;
  private final RewardRules rules;

  public RewardingHome(Home home, RewardRules rules) {
    this.home = home;
    this.rules = rules;
  }

  @Override
  public HookSpan start(SpanStart start) {
    return startUnder(null, start);
  }

  @Override
  public HookSpan startUnder(@Nullable Object context, SpanStart start) {
    Object operation = start.attributes().get(GenAi.OPERATION_NAME);
    if (GenAi.EXECUTE_TOOL.equals(operation) && rules.include(RewardRules.TOOL)) {
      HookSpan span = home.startUnder(context, start);
      return new RewardedSpan(span, failed -> outcome(RewardRules.TOOL, !failed, span.context()));
    }
    if (GenAi.CHAT.equals(operation) && rules.include(RewardRules.RETRY)) {
      return modelCall(context == null ? home.currentContext() : context, start);
    }
    return home.startUnder(context, start);
  }

  private HookSpan modelCall(Object parent, SpanStart start) {
    boolean again = FAILED_UNDER.swap(null) == parent;
    HookSpan span = home.startUnder(parent, start);
    RewardRule rule = rules.ofRetry();
    if (again && rule != null) {
      emit(rule, span.context());
    }
    return new RewardedSpan(
        span,
        failed -> {
          if (failed) {
            FAILED_UNDER.swap(parent);
          }
        });
  }

  @Override
  public void outcome(String source, boolean passed, Object context) {
    RewardRule rule = rules.of(source, passed);
    if (rule != null) {
      emit(rule, context);
    }
  }

  @Override
  public void reward(String name, double value, Object context) {
    emit(new RewardRule(name, value), context);
  }

  private void emit(RewardRule rule, Object context) {
    String prefix = AgentLightning.REWARD + ".0.";
    Map<String, Object> attributes =
        Map.of(prefix + "name", rule.name(), prefix + "value", rule.value());
    home.startUnder(
            context,
            new SpanStart(AgentLightning.ANNOTATION_SPAN, SpanKind.INTERNAL, attributes, null))
        .end();
  }

  @Override
  public Object currentContext() {
    return home.currentContext();
  }

  @Override
  public Attachment attach(Object context) {
    return home.attach(context);
  }

  @Override
  public Map<String, String> propagated(Object context) {
    return home.propagated(context);
  }

  @Override
  public Object remote(Object context, Map<String, String> fields) {
    return home.remote(context, fields);
  }

  @Override
  public boolean isOpen(Object context) {
    return home.isOpen(context);
  }
}
