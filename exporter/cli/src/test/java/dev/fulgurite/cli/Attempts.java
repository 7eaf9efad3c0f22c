package dev.fulgurite.cli;

import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import java.util.ArrayList;
import java.util.List;

/** Three attempts of one rollout: a question, a tool call, an answer, a reward. */
final class Attempts {
  private static final double[] REWARDS = {0.2, 0.9, 0.5};
  private static final String ASK =
      "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"2+3?\"}]}";
  private static final String CALL =
      "{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c%1$d\","
          + "\"name\":\"add\",\"arguments\":{\"a\":2,\"b\":%1$d}}]}";
  private static final String RESULT =
      "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"c%d\","
          + "\"response\":\"5\"}]}";
  private static final String ANSWER =
      "{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"It is %d.\"}]}";

  static List<StoredSpan> spans() {
    List<StoredSpan> spans = new ArrayList<>();
    for (int i = 0; i < REWARDS.length; i++) {
      String call = CALL.formatted(i);
      spans.add(chat(i, 1, ASK, call));
      spans.add(chat(i, 2, ASK + "," + call + "," + RESULT.formatted(i), ANSWER.formatted(i)));
      spans.add(
          in(i, 3)
              .name("agentlightning.annotation")
              .reward(REWARDS[i])
              .put("agentlightning.reward.0.name", "primary")
              .build());
    }
    return spans;
  }

  private static StoredSpan chat(int attempt, int step, String prompt, String answer) {
    return in(attempt, step)
        .name("chat m")
        .put("gen_ai.operation.name", "chat")
        .put("gen_ai.request.model", "m")
        .put("gen_ai.input.messages", "[" + prompt + "]")
        .put("gen_ai.output.messages", "[" + answer + "]")
        .put("gen_ai.tool.definitions", "[{\"type\":\"function\",\"name\":\"add\"}]")
        .build();
  }

  private static SampleSpan in(int attempt, int step) {
    return SampleSpan.of(1000 + 10 * attempt + step)
        .trace(1000 + attempt)
        .start(Story.START + 1_000_000L * step)
        .lasting(1000)
        .session("attempt " + attempt)
        .put("agentlightning.rollout_id", "ro-sum")
        .put("agentlightning.attempt_id", "at-" + attempt);
  }

  private Attempts() {}
}
