package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.StoredSpan;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Google's ADK under the packaged agent, the oldest version whose spans form a tree and the newest.
 * ADK emits its spans itself, into an OpenTelemetry that nobody sets; its model is a stub.
 */
class AdkIT {
  private static final String[] SHOWN = {
    "gen_ai.operation.name", "gen_ai.agent.name", "gen_ai.tool.name", "gen_ai.tool.call.id"
  };

  @TempDir Path folder;

  @Test
  void newest_isATreeOfAgentsModelCallsAndTools() {
    Run run = App.named("adk-newest", folder).runsAlike("AdkApp", "tool", "add 1 2");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).last().isEqualTo("It is {sum=4}");
    assertThat(run.tree().showing(SHOWN))
        .hasToString(
            """
            invocation INTERNAL
              invoke_agent calculator INTERNAL gen_ai.operation.name=invoke_agent gen_ai.agent.name=calculator
                call_llm INTERNAL gen_ai.operation.name=chat
                  execute_tool add INTERNAL gen_ai.operation.name=execute_tool gen_ai.tool.name=add gen_ai.tool.call.id=call-1
                  execute_tool add INTERNAL gen_ai.operation.name=execute_tool gen_ai.tool.name=add gen_ai.tool.call.id=call-2
                  execute_tool (merged) INTERNAL gen_ai.tool.name=(merged tools)
                call_llm INTERNAL gen_ai.operation.name=chat
            """);
    assertThat(run.spans()).allMatch(span -> "s-1".equals(span.string("session.id")));
    assertContent(run);
  }

  @Test
  void oldest_isATreeToo_inItsOwnNames() {
    Run run = App.named("adk-oldest", folder).runsAlike("AdkApp", "tool", "add 1 2");

    assertThat(run.tree().showing(SHOWN))
        .hasToString(
            """
            invocation INTERNAL
              agent_run [calculator] INTERNAL gen_ai.operation.name=invoke_agent gen_ai.agent.name=calculator
                call_llm INTERNAL gen_ai.operation.name=chat
                tool_call [add] INTERNAL gen_ai.operation.name=execute_tool gen_ai.tool.name=add
                tool_response [add] INTERNAL gen_ai.tool.name=add
                tool_call [add] INTERNAL gen_ai.operation.name=execute_tool gen_ai.tool.name=add
                tool_response [add] INTERNAL gen_ai.tool.name=add
                tool_response INTERNAL
                call_llm INTERNAL gen_ai.operation.name=chat
            """);
    // Its outermost span ends before the one that knows the session.
    assertThat(run.spans())
        .filteredOn(span -> span.parentSpanId() != null)
        .allMatch(span -> "s-1".equals(span.string("session.id")));
    assertContent(run);
  }

  @Test
  void agentsOfAgents_areNested() {
    Run run = App.named("adk-newest", folder).run("AdkApp", "sequence", "hello");

    assertThat(run.tree().showing("session.id"))
        .hasToString(
            """
            invocation INTERNAL session.id=s-1
              invoke_agent both INTERNAL session.id=s-1
                invoke_agent first INTERNAL session.id=s-1
                  call_llm INTERNAL session.id=s-1
                invoke_agent second INTERNAL session.id=s-1
                  call_llm INTERNAL session.id=s-1
            """);
  }

  @Test
  void failures_areWhereTheyHappened() {
    Run run = App.named("adk-newest", folder).run("AdkApp", "tool", "fail now");

    assertThat(run.out()).containsExactly("failed: model unavailable");
    assertThat(run.tree().showing("error.type"))
        .hasToString(
            """
            invocation INTERNAL ERROR error.type=java.lang.IllegalStateException
              invoke_agent calculator INTERNAL ERROR error.type=java.lang.IllegalStateException
                call_llm INTERNAL ERROR error.type=java.lang.IllegalStateException
            """);
  }

  /** Of the second call, which sees what the first one and the tools have said. */
  private static void assertContent(Run run) {
    StoredSpan call =
        run.spans().stream()
            .filter(span -> span.name().equals("call_llm"))
            .max(Comparator.comparingLong(StoredSpan::startEpochNanos))
            .orElseThrow();
    assertThat(call.string("gen_ai.input.messages"))
        .startsWith("[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"add 1 2\"}]},")
        .contains("{\"type\":\"tool_call\",\"id\":\"call-1\",\"arguments\":{\"a\":1,\"b\":2}")
        .endsWith(
            "{\"type\":\"tool_call_response\",\"id\":\"call-2\",\"response\":{\"sum\":4}}]}]");
    assertThat(call.string("gen_ai.output.messages")).contains("It is {sum=4}");
    assertThat(call.string("gen_ai.system_instructions")).contains("Use the tool.");
    assertThat(call.string("gen_ai.tool.definitions"))
        .startsWith(
            "[{\"type\":\"function\",\"name\":\"add\",\"description\":\"Adds two numbers.\"")
        .contains("{\"description\":\"one\",\"type\":\"integer\"}");
    assertThat(call.string("gcp.vertex.agent.llm_request")).contains("\"functionDeclarations\"");
  }
}
