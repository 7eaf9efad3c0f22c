package dev.fulgurite.exporter.training;

import static dev.fulgurite.exporter.TestSpans.id;
import static dev.fulgurite.exporter.TestSpans.span;
import static dev.fulgurite.exporter.TestSpans.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.TestSpans;
import dev.fulgurite.exporter.store.InMemorySpanStore;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkedRewardsTest {
  private static final String ROLLOUT = "agentlightning.rollout_id";
  private static final String RESPONSE = "gen_ai.response.id";

  private final SpanStore store = InMemorySpanStore.create();
  private final StringWriter out = new StringWriter();
  private final TripletExport export = new TripletExport(out, CreditPolicy.FIRST_OCCURRENCE);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void reward_creditsTheCallItNames_whenTheRolloutIsOver() throws IOException {
    export(SpanQuery.ALL, call(1, "a"), toSpan(reward(9, 0.7).inTrace(2), 1));

    assertRewards("0.7");
    assertThat(export.report().remarks()).doesNotContainKey("rewards found no call");
  }

  @Test
  void reward_creditsTheCallOfTheResponse_fromAnotherSession() throws IOException {
    export(
        SpanQuery.ALL,
        call(1, "a"),
        call(2, "b"),
        linked(reward(9, 0.7).inTrace(2).with("session.id", "later"), 0, RESPONSE, "r2"));

    assertRewards("null", "0.7");
  }

  @Test
  void reward_isFound_whenOnlyTheCallsSessionIsAskedFor() throws IOException {
    export(
        SpanQuery.builder().setRolloutId("a").build(),
        call(1, "a"),
        call(2, "b"),
        toSpan(reward(9, 0.7).inTrace(2), 1));

    assertRewards("0.7");
  }

  @Test
  void reward_staysAtHome_whereItNamesACallOfItsOwn() throws IOException {
    export(
        SpanQuery.ALL,
        call(1, "a"),
        call(2, "b").with(RESPONSE, "r1"),
        linked(reward(9, 0.7).with(ROLLOUT, "b"), 0, RESPONSE, "r1"));

    assertRewards("null", "0.7");
  }

  @Test
  void reward_isCountedOnce_whenItNamesNoCallAnywhere() throws IOException {
    export(
        SpanQuery.ALL,
        call(1, "a"),
        call(2, "b"),
        toSpan(reward(9, 0.7).with(ROLLOUT, "a").at(50, 50), 77));

    assertRewards("null", "null");
    assertThat(export.report().remarks()).containsEntry("rewards found no call", 1L);
  }

  @Test
  void group_creditsAcrossEpisodes() throws IOException {
    List<Episode> episodes =
        Episode.group(List.of(toSpan(reward(9, 0.7).inTrace(2), 1).build(), call(1, "a").build()));

    for (Episode episode : episodes) {
      export.add(episode, any -> true);
    }

    assertRewards("0.7");
  }

  private void export(SpanQuery query, TestSpans... spans) throws IOException {
    store.append(Arrays.stream(spans).map(TestSpans::build).toList(), null);
    Episodes.forEach(store.reader(), query, episode -> export.add(episode, any -> true));
  }

  private void assertRewards(String... rewards) {
    assertThat(out.toString().lines().map(line -> line.replaceAll(".*\"reward\":([^,]*),.*", "$1")))
        .containsExactly(rewards);
  }

  private static TestSpans call(long id, String rollout) {
    return span(id)
        .at(id, id + 1)
        .with("gen_ai.operation.name", "chat")
        .with(RESPONSE, "r" + id)
        .with("session.id", rollout)
        .with(ROLLOUT, rollout);
  }

  private static TestSpans reward(long id, double value) {
    return span(id)
        .at(100, 100)
        .name("agentlightning.annotation")
        .with("agentlightning.reward.0.name", "primary")
        .with("agentlightning.reward.0.value", value);
  }

  private static TestSpans toSpan(TestSpans reward, long call) {
    return linked(linked(reward, 0, "trace_id", trace(1)), 1, "span_id", id(call));
  }

  private static TestSpans linked(TestSpans reward, int index, String key, String value) {
    return reward
        .with("agentlightning.link." + index + ".key_match", key)
        .with("agentlightning.link." + index + ".value_match", value);
  }
}
