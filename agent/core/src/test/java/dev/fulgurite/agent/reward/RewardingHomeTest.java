package dev.fulgurite.agent.reward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.genai.Marker;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RewardingHomeTest {
  private final Started started = new Started();
  private final Home home =
      new RewardingHome(started, RewardRules.parse("", List.of("retry", "tool.failed=-0.5:tools")));

  @Test
  void modelCall_afterAFailedOneUnderTheSameSpan_isARetry() {
    call(true);
    call(false);
    call(false);

    assertThat(started.rewards).containsExactly("retry=-1.0 under chat");
  }

  @Test
  void modelCall_underAnotherSpan_isNoRetry() {
    call(true);
    started.current = "another";
    call(false);

    assertThat(started.rewards).isEmpty();
  }

  @Test
  void failedTool_isRewarded_once() {
    HookSpan tool = home.start(start(GenAi.EXECUTE_TOOL));
    tool.fail("tool_error", null);
    tool.end();
    tool.end();
    home.start(start(GenAi.EXECUTE_TOOL)).end();

    assertThat(started.rewards).containsExactly("tools=-0.5 under execute_tool");
  }

  private void call(boolean fails) {
    HookSpan call = home.start(start(GenAi.CHAT));
    if (fails) {
      call.fail(new IllegalStateException("503"));
    }
    call.end();
  }

  private static SpanStart start(String operation) {
    return new SpanStart(operation, SpanKind.CLIENT, Map.of(GenAi.OPERATION_NAME, operation), null);
  }

  private static final class Started implements Home {
    private final List<String> rewards = new ArrayList<>();
    private Object current = "current";

    @Override
    public HookSpan start(SpanStart start) {
      return startUnder(null, start);
    }

    @Override
    public HookSpan startUnder(@Nullable Object context, SpanStart start) {
      Object name = start.attributes().get("agentlightning.reward.0.name");
      if (name != null) {
        Object value = start.attributes().get("agentlightning.reward.0.value");
        rewards.add(name + "=" + value + " under " + context);
      }
      return new Marker(start.name()) {};
    }

    @Override
    public Object currentContext() {
      return current;
    }

    @Override
    public Attachment attach(Object context) {
      return () -> {};
    }
  }
}
