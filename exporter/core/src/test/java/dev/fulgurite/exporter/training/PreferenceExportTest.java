package dev.fulgurite.exporter.training;

import static dev.fulgurite.exporter.TestSpans.id;
import static dev.fulgurite.exporter.TestSpans.span;
import static dev.fulgurite.exporter.TestSpans.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.TestSpans;
import dev.fulgurite.exporter.store.InMemorySpanStore;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoredSpan;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreferenceExportTest {
  private final InMemorySpanStore store = InMemorySpanStore.create();
  private final StringWriter out = new StringWriter();
  private final PreferenceExport export =
      new PreferenceExport(out, CreditPolicy.FINAL, store.reader());

  @Test
  void finish_writesTheBetterAnswerAsChosen() throws IOException {
    attempt(1, 0.2, answer(10, "2+3?", "6"));
    attempt(2, 0.9, answer(20, "2+3?", "5"));

    finish(Long.MAX_VALUE);

    assertThat(out)
        .hasToString(
            """
            {"prompt":[{"role":"user","content":"2+3?"}],\
            "chosen":[{"role":"assistant","content":"5"}],\
            "rejected":[{"role":"assistant","content":"6"}],\
            "metadata":{"chosen":{"reward":0.9,"rollout_id":"ro","attempt_id":"at-2",\
            "trace_id":"%s","span_id":"%s"},"rejected":{"reward":0.2,"rollout_id":"ro",\
            "attempt_id":"at-1","trace_id":"%s","span_id":"%s"}}}
            """
                .formatted(trace(2), id(20), trace(1), id(10)));
    assertThat(export.report()).hasToString("1 line, 0 calls left out");
  }

  @Test
  void finish_pairsBestWithWorst_eachCallOnce() throws IOException {
    for (int i = 1; i <= 5; i++) {
      attempt(i, i, answer(10 * i, "?", "answer " + i));
    }

    finish(Long.MAX_VALUE);

    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("answer 5\"}],\"rejected", "answer 1\"}],\"metadata"),
            line ->
                assertThat(line).contains("answer 4\"}],\"rejected", "answer 2\"}],\"metadata"));
    assertThat(export.report())
        .hasToString("2 lines, 1 call left out (1 without another of a different reward)");
  }

  @Test
  void finish_countsWhatHasNoPartner() throws IOException {
    attempt(1, 1, answer(10, "equal", "a"));
    attempt(2, 1, answer(20, "equal", "b"));
    attempt(3, 1, answer(30, "alone", "c"));
    attempt(4, 1, answer(40, "same", "d"));
    attempt(5, 0, answer(50, "same", "d"));
    attempt(6, Double.NaN, answer(60, "unrewarded", "e"));
    attempt(7, 1, span(70).with("gen_ai.request.model", "m"));

    finish(Long.MAX_VALUE);

    assertThat(out.toString()).isEmpty();
    assertThat(export.report().leftOut())
        .containsOnly(
            Map.entry("without another of a different reward", 3L),
            Map.entry("that no other attempt made with this input", 1L),
            Map.entry("that answered as the better one did", 1L),
            Map.entry("without a reward", 1L),
            Map.entry("without a recorded prompt", 1L));
  }

  @Test
  void add_takesTheLastCall_ofThoseThatAnAttemptMadeWithOneInput() throws IOException {
    attempt(1, 1, answer(10, "?", "first try"), answer(11, "?", "second try").at(3, 4));
    attempt(2, 0, answer(20, "?", "bad"));

    finish(Long.MAX_VALUE);

    assertThat(out.toString()).contains("second try").doesNotContain("first try");
    assertThat(export.report().leftOut()).containsEntry("that their attempt made again", 1L);
  }

  @Test
  void add_takesInputsForTheSame_whoseToolCallIdsDiffer() throws IOException {
    attempt(1, 1, afterTool(10, "id-a", "5"));
    attempt(2, 0, afterTool(20, "id-b", "6"));

    finish(Long.MAX_VALUE);

    assertThat(export.report().lines()).isOne();
  }

  @Test
  void add_tellsInputsApart_byTheirTools() throws IOException {
    String tools = "[{\"type\":\"function\",\"name\":\"add\",\"parameters\":{}}]";
    attempt(1, 1, answer(10, "?", "5").with("gen_ai.tool.definitions", tools));
    attempt(2, 0, answer(20, "?", "6"));

    finish(Long.MAX_VALUE);

    assertThat(export.report().lines()).isZero();
  }

  @Test
  void finish_endsAtTheLimit() throws IOException {
    for (int i = 1; i <= 4; i++) {
      attempt(i, i, answer(10 * i, "?", "answer " + i));
    }

    finish(1);

    assertThat(out.toString()).hasLineCount(1).contains("answer 4", "answer 1");
  }

  private void finish(long limit) throws IOException {
    Episodes.forEach(store.reader(), SpanQuery.ALL, episode -> export.add(episode, call -> true));
    export.finish(limit);
  }

  /** A reward of NaN stands for none. */
  private void attempt(int number, double reward, TestSpans... calls) {
    for (TestSpans call : calls) {
      keep(call, number);
    }
    if (!Double.isNaN(reward)) {
      keep(
          span(number)
              .name("agentlightning.annotation")
              .with("agentlightning.reward.0.value", reward)
              .at(9, 9),
          number);
    }
  }

  private void keep(TestSpans span, int attempt) {
    StoredSpan built =
        span.inTrace(attempt)
            .with("agentlightning.rollout_id", "ro")
            .with("agentlightning.attempt_id", "at-" + attempt)
            .build();
    store.append(List.of(built), null);
  }

  private static TestSpans answer(long id, String question, String answer) {
    return span(id)
        .at(1, 2)
        .with("gen_ai.operation.name", "chat")
        .with("gen_ai.input.messages", "[" + message("user", question) + "]")
        .with("gen_ai.output.messages", "[" + message("assistant", answer) + "]");
  }

  private static TestSpans afterTool(long id, String callId, String answer) {
    return answer(id, "", answer)
        .with(
            "gen_ai.input.messages",
            """
            [{"role":"assistant","parts":[{"type":"tool_call","id":"%1$s","name":"add"}]},
             {"role":"tool","parts":[{"type":"tool_call_response","id":"%1$s","response":"5"}]}]
            """
                .formatted(callId));
  }

  private static String message(String role, String text) {
    return "{\"role\":\"%s\",\"parts\":[{\"type\":\"text\",\"content\":\"%s\"}]}"
        .formatted(role, text);
  }
}
