package dev.fulgurite.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.SpanStart;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolResultTest {
  private final RecordingHome home = new RecordingHome();

  /** What newer versions return. */
  public record Execution(boolean isError, String resultText) {}

  @Test
  void text_staysOutOfTheStatus_whenTheResultIsAnError() {
    HookSpan span = home.start(new SpanStart("tool", SpanKind.INTERNAL, Map.of(), null));
    ToolCall call = new ToolCall(span, new Calls(), "request");

    new ToolResult(new Execution(true, "the patient's file")).reportTo(call);
    call.end();

    SpanData tool = home.spans().get(0);
    assertThat(tool.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(tool.getStatus().getDescription()).isEmpty();
    assertThat(SpanTree.string(tool, "error.type")).isEqualTo("tool_error");
    assertThat(SpanTree.string(tool, "gen_ai.tool.call.result")).isEqualTo("the patient's file");
  }
}
