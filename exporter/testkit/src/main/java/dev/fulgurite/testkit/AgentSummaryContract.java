package dev.fulgurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.AgentSummaries;
import dev.fulgurite.exporter.store.AgentSummary;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanQuery.Order;
import io.opentelemetry.api.trace.StatusCode;
import org.junit.jupiter.api.Test;

/** Summaries per agent, model and hour. */
interface AgentSummaryContract extends StoreUnderTest {
  long HOUR = AgentSummaries.HOUR;

  private static SampleSpan call(long id, String agent, String model) {
    return SampleSpan.of(id)
        .name("chat")
        .put(GenAi.AGENT_NAME, agent)
        .put(GenAi.OPERATION_NAME, GenAi.CHAT)
        .put(GenAi.REQUEST_MODEL, model)
        .put(GenAi.USAGE_INPUT_TOKENS, 100)
        .put(GenAi.USAGE_OUTPUT_TOKENS, 10);
  }

  private void appendTwoHours() {
    append(
        call(1, "a", "m").start(5),
        call(2, "a", "m").start(HOUR - 1).status(StatusCode.ERROR, "x"),
        call(3, "a", "other").start(7),
        SampleSpan.of(4).put(GenAi.AGENT_NAME, "a").start(8).reward(0.5),
        SampleSpan.of(5).put(GenAi.AGENT_NAME, "a").start(9).reward(1),
        SampleSpan.of(6)
            .start(HOUR)
            .put(GenAi.AGENT_NAME, "b")
            .put(GenAi.OPERATION_NAME, GenAi.EXECUTE_TOOL),
        SampleSpan.of(7).start(HOUR + 1));
    append(call(8, "a", "m").start(6));
  }

  @Test
  default void agents_sumsUpByHourAgentAndModel() {
    appendTwoHours();

    assertThat(reader().agents(SpanQuery.ALL))
        .containsExactly(
            new AgentSummary(0, "a", null, 2, 0, 0, 0, 0, 0, 2, 0.75),
            new AgentSummary(0, "a", "m", 3, 3, 0, 1, 300, 30, 0, null),
            new AgentSummary(0, "a", "other", 1, 1, 0, 0, 100, 10, 0, null),
            new AgentSummary(HOUR, null, null, 1, 0, 0, 0, 0, 0, 0, null),
            new AgentSummary(HOUR, "b", null, 1, 0, 1, 0, 0, 0, 0, null));
  }

  @Test
  default void agents_followsOrderAndLimit() {
    appendTwoHours();
    SpanQuery newest = SpanQuery.builder().setOrder(Order.NEWEST_FIRST).setLimit(3).build();

    assertThat(reader().agents(newest))
        .extracting(AgentSummary::agent, AgentSummary::model)
        .containsExactly(tuple("b", null), tuple(null, null), tuple("a", "other"));
  }

  @Test
  default void agents_countsMatchingSpansOnly() {
    appendTwoHours();
    SpanQuery.Builder firstHour = SpanQuery.builder().setStartedFrom(0L).setStartedBefore(HOUR);

    assertThat(reader().agents(firstHour.build())).hasSize(3);
    assertThat(reader().agents(firstHour.setStartedFrom(HOUR - 1).build()))
        .extracting(AgentSummary::spans)
        .containsExactly(1L);
    assertThat(reader().agents(SpanQuery.builder().setKind(EventKind.REWARD).build()))
        .extracting(AgentSummary::averageReward)
        .containsExactly(0.75);
    assertThat(reader().agents(SpanQuery.builder().setText("nowhere").build())).isEmpty();
  }
}
