package dev.fulgurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.AgentSummaries;
import dev.fulgurite.exporter.store.AgentSummary;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanQuery.Order;
import dev.fulgurite.exporter.store.TraceSummary;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Summaries per session and per trace. */
interface SummaryContract extends StoreUnderTest {
  private void appendARun() {
    append(
        SampleSpan.of(2)
            .trace(1)
            .session("s")
            .parent(1)
            .name("chat")
            .start(20)
            .lasting(5)
            .put(GenAi.OPERATION_NAME, GenAi.CHAT)
            .put(GenAi.USAGE_INPUT_TOKENS, 100)
            .put(GenAi.USAGE_OUTPUT_TOKENS, 10),
        SampleSpan.of(3)
            .trace(1)
            .session("s")
            .parent(1)
            .name("tool")
            .start(30)
            .lasting(5)
            .put(GenAi.OPERATION_NAME, GenAi.EXECUTE_TOOL)
            .status(StatusCode.ERROR, "x"),
        SampleSpan.of(4)
            .trace(1)
            .session("s")
            .parent(1)
            .start(31)
            .lasting(1)
            .name(AgentLightning.EXCEPTION_SPAN),
        SampleSpan.of(1)
            .trace(1)
            .session("s")
            .name("run")
            .start(10)
            .lasting(90)
            .put(Fulgurite.USER_ID, "u")
            .put(Fulgurite.SESSION_SOURCE, "session")
            .put(GenAi.OPERATION_NAME, GenAi.INVOKE_AGENT)
            .put(GenAi.USAGE_INPUT_TOKENS, 100),
        SampleSpan.of(6).trace(2).session("s").start(60).lasting(0).reward(0.25),
        SampleSpan.of(5).trace(2).session("s").start(50).lasting(0).reward(1));
  }

  @Test
  default void sessions_sumsUp() {
    appendARun();

    assertThat(reader().sessions(SpanQuery.ALL))
        .containsExactly(
            new SessionSummary(
                "s", "session", "u", 2, 6, 0, 1, 1, 2, 2, 0.25, 100, 10, true, 10, 100));
  }

  @Test
  default void session_isFinished_onceEachOfItsTracesHasASpanWithoutAParent() {
    append(
        SampleSpan.of(2).trace(1).session("s").parent(1), SampleSpan.of(3).trace(2).session("s"));
    assertThat(finished()).isFalse();

    append(SampleSpan.of(4).trace(1).session("another"));
    assertThat(finished()).as("that one is not in it").isFalse();

    append(SampleSpan.of(1).trace(1).session("s"));
    assertThat(finished()).isTrue();
  }

  private boolean finished() {
    SpanQuery query = SpanQuery.builder().setSessionId("s").build();
    return reader().sessions(query).get(0).finished();
  }

  @Test
  default void messages_areCounted() {
    append(
        SampleSpan.of(1).trace(1).session("s").name(AgentLightning.MESSAGE_SPAN),
        SampleSpan.of(2).trace(1).session("s").name(AgentLightning.MESSAGE_SPAN));
    append(
        SampleSpan.of(3).trace(1).session("s").name(AgentLightning.MESSAGE_SPAN),
        SampleSpan.of(4).trace(1).session("s").name("other"));

    assertThat(reader().sessions(SpanQuery.ALL))
        .extracting(SessionSummary::messages)
        .containsExactly(3L);
  }

  @Test
  default void traces_sumsUp() {
    appendARun();

    assertThat(reader().traces(SpanQuery.ALL))
        .containsExactly(
            new TraceSummary(SampleSpan.traceId(1), "s", "run", 4, 1, 1, 2, null, 100, 10, 10, 100),
            new TraceSummary(
                SampleSpan.traceId(2),
                "s",
                AgentLightning.ANNOTATION_SPAN,
                2,
                0,
                0,
                0,
                0.25,
                0,
                0,
                50,
                60));
  }

  @Test
  default void summaries_countMatchingSpansOnly() {
    appendARun();
    SpanQuery rewards = SpanQuery.builder().setKind(EventKind.REWARD).build();

    assertThat(reader().sessions(rewards))
        .containsExactly(
            new SessionSummary("s", null, null, 1, 2, 0, 0, 0, 0, 2, 0.25, 0, 0, true, 50, 60));
    assertThat(reader().traces(rewards)).hasSize(1);
    assertThat(reader().sessions(SpanQuery.builder().setText("run").build()))
        .extracting(SessionSummary::spans)
        .containsExactly(1L);
  }

  @Test
  default void sessions_takesTheTraceId_whenThereIsNoSession() {
    append(SampleSpan.of(1).trace(4).name("orphan").parent(99), SampleSpan.of(2).trace(5));

    assertThat(reader().sessions(SpanQuery.ALL))
        .extracting(SessionSummary::sessionId)
        .containsExactly(SampleSpan.traceId(4), SampleSpan.traceId(5));
    assertThat(reader().traces(SpanQuery.ALL))
        .extracting(TraceSummary::sessionId)
        .containsExactly(SampleSpan.traceId(4), SampleSpan.traceId(5));
    assertThat(reader().traces(SpanQuery.ALL).get(0).rootName()).isEqualTo("orphan");
  }

  @Test
  default void traces_takesTheEarliestSession_whenTheRootHasNone() {
    append(
        SampleSpan.of(1).name("GET /"),
        SampleSpan.of(3).parent(1).session("late"),
        SampleSpan.of(2).parent(1).session("early"));

    assertThat(reader().traces(SpanQuery.ALL))
        .extracting(TraceSummary::sessionId)
        .containsExactly("early");
  }

  @Test
  default void summaries_takeTheLastReward_tiesInArrivalOrder() {
    append(
        SampleSpan.of(1).start(9).reward(0.1),
        SampleSpan.of(2).start(9).reward(0.2),
        SampleSpan.of(3).start(5).reward(0.3),
        SampleSpan.of(4).start(10).reward(Double.NaN));

    SessionSummary session = reader().sessions(SpanQuery.ALL).get(0);

    assertThat(session.reward()).isEqualTo(0.2);
    assertThat(session.rewards()).isEqualTo(3);
  }

  @Test
  default void summaries_followOrderAndLimit() {
    append(
        SampleSpan.of(1).trace(1).session("b").start(20),
        SampleSpan.of(2).trace(2).session("a").start(20),
        SampleSpan.of(3).trace(3).session("c").start(10));
    SpanQuery newest = SpanQuery.builder().setOrder(Order.NEWEST_FIRST).setLimit(2).build();

    assertThat(ids(SpanQuery.ALL)).containsExactly("c", "a", "b");
    assertThat(ids(newest)).containsExactly("b", "a");
    assertThat(reader().traces(newest))
        .extracting(TraceSummary::sessionId)
        .containsExactly("a", "b");
  }

  @Test
  default void summaries_areEmpty_whenNothingMatches() {
    assertThat(reader().sessions(SpanQuery.ALL)).isEmpty();
    assertThat(reader().traces(SpanQuery.ALL)).isEmpty();
  }

  @Test
  default void summaries_boundTheTokensOfACall() {
    long most = 1_000_000_000_000L;
    append(call(1, Long.MAX_VALUE, -5));
    append(call(2, 1, Long.MAX_VALUE), call(3, Long.MIN_VALUE, Long.MAX_VALUE));

    for (SpanQuery query : List.of(SpanQuery.ALL, SpanQuery.builder().setName("chat").build())) {
      assertThat(reader().sessions(query))
          .extracting(SessionSummary::inputTokens, SessionSummary::outputTokens)
          .containsExactly(tuple(most + 1, 2 * most));
      assertThat(reader().traces(query))
          .extracting(TraceSummary::inputTokens, TraceSummary::outputTokens)
          .containsExactly(tuple(most + 1, 2 * most));
      assertThat(reader().agents(query))
          .extracting(AgentSummary::inputTokens, AgentSummary::outputTokens)
          .containsExactly(tuple(most + 1, 2 * most));
    }
    assertThat(store().check()).isEmpty();
  }

  private static SampleSpan call(long id, long input, long output) {
    return SampleSpan.of(id)
        .session("s")
        .name("chat")
        .put(GenAi.OPERATION_NAME, GenAi.CHAT)
        .put(GenAi.USAGE_INPUT_TOKENS, input)
        .put(GenAi.USAGE_OUTPUT_TOKENS, output);
  }

  @Test
  default void summaries_spanAllOfTime() {
    append(
        SampleSpan.of(1).session("s").start(Long.MIN_VALUE).lasting(0),
        SampleSpan.of(2).session("s").start(Long.MAX_VALUE).lasting(0),
        SampleSpan.of(3).session("wraps").start(Long.MAX_VALUE).lasting(10),
        SampleSpan.of(4).session("wraps back").start(Long.MIN_VALUE + 1).lasting(-10));

    for (SpanQuery query : List.of(SpanQuery.ALL, SpanQuery.builder().setName("span").build())) {
      assertThat(reader().sessions(query))
          .extracting(
              SessionSummary::sessionId,
              SessionSummary::startEpochNanos,
              SessionSummary::endEpochNanos)
          .containsExactly(
              tuple("s", Long.MIN_VALUE, Long.MAX_VALUE),
              tuple("wraps back", Long.MIN_VALUE + 1, Long.MAX_VALUE - 8),
              tuple("wraps", Long.MAX_VALUE, Long.MIN_VALUE + 9));
      assertThat(reader().agents(query))
          .extracting(AgentSummary::hourEpochNanos, AgentSummary::spans)
          .containsExactly(
              tuple(Long.MIN_VALUE, 2L),
              tuple(Long.MAX_VALUE / AgentSummaries.HOUR * AgentSummaries.HOUR, 2L));
    }
    assertThat(store().check()).isEmpty();
  }

  private List<String> ids(SpanQuery query) {
    return reader().sessions(query).stream().map(SessionSummary::sessionId).toList();
  }
}
