package dev.fulgurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Model calls that carry what was said before come back to the letter, however a store keeps it.
 */
interface HistoryContract extends StoreUnderTest {
  List<String> SEPARATORS = List.of(",", ", ", " ,\n  ");

  @Test
  default void store_givesBackWholeHistories() {
    List<StoredSpan> calls = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (int turn = 1; turn <= 60; turn++) {
      said.add(message("user", "turn " + turn + " \\\" ]},[{ \\\\"));
      calls.add(
          call(turn, "s" + turn % 2, "[" + String.join(SEPARATORS.get(turn % 3), said) + "]"));
      said.add(message("assistant", "ü 🍎 " + "x".repeat(turn * 10)));
    }

    for (int from = 0; from < calls.size(); from += 7) {
      store().append(calls.subList(from, Math.min(calls.size(), from + 7)), null);
    }

    assertThat(find(SpanQuery.builder())).isEqualTo(calls);
    assertThat(find(SpanQuery.builder().setText("turn 7 "))).hasSize(54);
    assertThat(store().check()).isEmpty();
  }

  @Test
  default void store_givesBackMessages_thatAreNoneOrOdd() {
    String long1 = message("user", "the same ".repeat(20));
    List<String> odd =
        List.of(
            "[]",
            "",
            "no array " + long1,
            "[" + long1,
            "[" + long1 + "," + long1 + ",1]",
            "[" + long1 + ", " + long1 + "," + long1 + "]",
            "[" + long1 + "," + long1 + "," + long1 + "] ",
            "\n[ " + long1 + "]",
            "[" + message("user", "lone \ud83c" + "y".repeat(90)) + "]",
            "[" + message("user", "nul \u0000" + "z".repeat(90)) + "," + long1 + "]");
    List<StoredSpan> calls = new ArrayList<>();
    for (String text : odd) {
      calls.add(call(calls.size() + 1, "s", text));
    }

    store().append(calls, null);

    assertThat(find(SpanQuery.builder())).isEqualTo(calls);
  }

  private static StoredSpan call(long id, String session, String messages) {
    return SampleSpan.of(id)
        .session(session)
        .put(GenAi.OPERATION_NAME, GenAi.CHAT)
        .put(GenAi.INPUT_MESSAGES, messages)
        .put(GenAi.TOOL_DEFINITIONS, "[" + message("tool", "always the same") + "]")
        .build();
  }

  private static String message(String role, String text) {
    return "{\"role\":\""
        + role
        + "\",\"parts\":[{\"type\":\"text\",\"content\":\""
        + text
        + " and so on, at some length\"}]}";
  }
}
