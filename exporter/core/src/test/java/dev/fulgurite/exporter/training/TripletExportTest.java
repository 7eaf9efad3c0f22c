package dev.fulgurite.exporter.training;

import static dev.fulgurite.exporter.TestSpans.id;
import static dev.fulgurite.exporter.TestSpans.span;
import static dev.fulgurite.exporter.TestSpans.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.TestSpans;
import io.opentelemetry.api.common.AttributeKey;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TripletExportTest {
  private final StringWriter out = new StringWriter();
  private final TripletExport export = new TripletExport(out, CreditPolicy.FIRST_OCCURRENCE);

  @Test
  void add_writesTheLineOfTheContract() throws IOException {
    add(
        span(1)
            .name("invoke_agent Solver")
            .with("gen_ai.operation.name", "invoke_agent")
            .with("gen_ai.agent.name", "Solver")
            .at(0, 50),
        span(2)
            .under(1)
            .at(10, 20)
            .name("chat gpt")
            .with("gen_ai.operation.name", "chat")
            .with("gen_ai.response.id", "r-1")
            .with("gen_ai.agent.name", "someone else")
            .with("agentlightning.rollout_id", "ro")
            .with("agentlightning.attempt_id", "at")
            .with(AttributeKey.longArrayKey("prompt_token_ids"), List.of(5L, 6L))
            .with("response_token_ids", "[7]")
            .with("gen_ai.input.messages", "[{\"role\":\"user\",\"parts\":[]}]")
            .with("gen_ai.output.messages", "[{\"role\":\"assistant\",\"parts\":[]}]"),
        reward(3, 0.5).under(1).at(60, 60));

    assertThat(out)
        .hasToString(
            """
            {"prompt":{"token_ids":[5,6],"raw_content":[{"role":"user","parts":[]}]},\
            "response":{"token_ids":[7],"raw_content":[{"role":"assistant","parts":[]}]},\
            "reward":0.5,"metadata":{"response_id":"r-1","agent_name":"Solver",\
            "rollout_id":"ro","attempt_id":"at","trace_id":"%s","span_id":"%s"}}
            """
                .formatted(trace(1), id(2)));
    assertThat(export.report()).hasToString("1 line, 0 calls left out");
  }

  @Test
  void add_writesNulls_andRemarksThem_whenNothingWasRecorded() throws IOException {
    add(span(2).with("gen_ai.request.model", "gpt"));

    assertThat(out.toString())
        .startsWith(
            "{\"prompt\":{\"token_ids\":[],\"raw_content\":null},\"response\":{\"token_ids\":[],"
                + "\"raw_content\":null},\"reward\":null,\"metadata\":{\"response_id\":null,"
                + "\"agent_name\":null,\"rollout_id\":null,");
    assertThat(export.report().remarks())
        .containsEntry("calls without a recorded prompt", 1L)
        .containsEntry("calls without a recorded response", 1L);
  }

  @Test
  void add_remarksRewardsThatCannotBeRead() throws IOException {
    add(
        chat(1).at(0, 1),
        span(2).with("agentlightning.reward.0.value", "0.25").at(2, 2),
        span(3).with("agentlightning.reward.0.value", Double.NaN).at(3, 3),
        span(4).name("agentlightning.annotation").with("reward", "good").at(4, 4),
        span(5).with("agentops.task.output", "{\"type\":\"reward\",\"value\":\"x\"}").at(5, 5),
        span(6).with("reward", "no annotation").at(6, 6));

    assertThat(export.report().remarks())
        .containsEntry("rewards could not be read: no finite number", 4L);
    assertThat(export.report()).asString().contains("4 rewards could not be read");
  }

  @Test
  void add_readsTheOlderIndexedKeys_inNumericOrder() throws IOException {
    TestSpans call =
        span(2).name("openai.chat.completion").with("gen_ai.completion.0.content", "done");
    for (int i = 0; i < 12; i++) {
      call.with("gen_ai.prompt." + i + ".content", "m" + i);
    }
    call.with("gen_ai.prompt.1.tool_calls.0.name", "add");

    add(call);

    assertThat(out.toString())
        .contains("{\"content\":\"m1\",\"tool_calls\":[{\"name\":\"add\"}]},{\"content\":\"m2\"}")
        .contains("{\"content\":\"m10\"},{\"content\":\"m11\"}]")
        .contains("\"response\":{\"token_ids\":[],\"raw_content\":[{\"content\":\"done\"}]}");
  }

  @Test
  void add_putsSystemInstructionsFirst() throws IOException {
    add(
        chat(2)
            .with("gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"Be brief\"}]")
            .with("gen_ai.input.messages", "[{\"role\":\"user\"}]"));

    assertThat(out.toString())
        .contains(
            "[{\"role\":\"system\",\"parts\":[{\"type\":\"text\",\"content\":\"Be brief\"}]},"
                + "{\"role\":\"user\"}]");
  }

  @Test
  void add_keepsTheText_whereItIsNoJson() throws IOException {
    add(
        chat(2)
            .with("gen_ai.input.messages", "[{cut of")
            .with("gen_ai.output.messages", "5 apples"));

    assertThat(out.toString()).contains("\"raw_content\":\"[{cut of\"", "\"5 apples\"");
  }

  @Test
  void add_tellsOneResponseOnce_andCountsTheOther() throws IOException {
    add(
        chat(2).at(0, 10).with("gen_ai.response.id", "r"),
        chat(3).at(1, 9).with("gen_ai.response.id", "r"),
        chat(4).at(20, 30),
        chat(5).at(40, 50));

    assertThat(out.toString().lines()).hasSize(3);
    assertThat(out.toString()).contains(id(2)).doesNotContain(id(3));
    assertThat(export.report())
        .extracting(ExportReport::lines, ExportReport::leftOutTotal)
        .containsExactly(3L, 1L);
    assertThat(export.report().leftOut()).containsEntry("of a response already told", 1L);
  }

  @Test
  void add_writesOnlyWhatIsWanted_butCreditsOverAll() throws IOException {
    Episode episode =
        Episode.of(
            List.of(
                chat(1).at(0, 10).build(),
                chat(2).at(20, 30).build(),
                reward(9, 1).at(40, 40).build()));

    export.add(episode, call -> call.spanId().equals(id(1)));

    assertThat(out.toString().lines()).hasSize(1);
    assertThat(out.toString()).contains("\"reward\":null").contains(id(1));
  }

  @Test
  void agentName_isThatOfTheNearestAgent_elseTheCallsOwn() throws IOException {
    add(
        span(1).name("invoke_agent Outer").with("gen_ai.operation.name", "invoke_agent"),
        span(2).under(1).name("invoke_agent Inner").with("gen_ai.operation.name", "invoke_agent"),
        span(3).under(2).name("step"),
        chat(4).under(3),
        chat(5).with("gen_ai.agent.name", "Own"));

    assertThat(out.toString().lines())
        .anyMatch(line -> line.contains(id(4)) && line.contains("\"agent_name\":\"Inner\""))
        .anyMatch(line -> line.contains(id(5)) && line.contains("\"agent_name\":\"Own\""));
  }

  @Test
  void add_ends_whenParentsRunInACircle() throws IOException {
    add(chat(1).under(2), chat(2).under(1));

    assertThat(export.report().lines()).isEqualTo(2);
  }

  private void add(TestSpans... spans) throws IOException {
    export.add(Episode.of(Arrays.stream(spans).map(TestSpans::build).toList()), call -> true);
  }

  private static TestSpans chat(long id) {
    return span(id).with("gen_ai.operation.name", "chat");
  }

  private static TestSpans reward(long id, double value) {
    return span(id).name("agentlightning.annotation").with("agentlightning.reward.0.value", value);
  }
}
