package dev.fulgurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanQuery.Order;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each condition of a query by itself, all of them together, and order. */
interface QueryContract extends StoreUnderTest {
  @Test
  default void spans_findsBySession_andByTraceIdWhereThereIsNone() {
    append(
        SampleSpan.of(1).name("a").session("s"),
        SampleSpan.of(2).name("b").session("t"),
        SampleSpan.of(3).name("c").trace(7));

    assertThat(names(SpanQuery.builder().setSessionId("s"))).containsExactly("a");
    assertThat(names(SpanQuery.builder().setSessionId(SampleSpan.traceId(7)))).containsExactly("c");
    assertThat(names(SpanQuery.builder().setSessionId(SampleSpan.traceId(1)))).isEmpty();
    assertThat(names(SpanQuery.builder().setSessionId("S"))).isEmpty();
  }

  @Test
  default void spans_findsByTrace() {
    append(SampleSpan.of(1).name("a").trace(1), SampleSpan.of(1).name("b").trace(2));

    assertThat(names(SpanQuery.builder().setTraceId(SampleSpan.traceId(2)))).containsExactly("b");
    assertThat(names(SpanQuery.builder().setTraceId(SampleSpan.traceId(3)))).isEmpty();
    assertThat(names(SpanQuery.builder().setTraceId("no trace id"))).isEmpty();
  }

  @Test
  default void spans_findsByRolloutAndAttempt() {
    append(
        SampleSpan.of(1)
            .name("a")
            .put(AgentLightning.ROLLOUT_ID, "r")
            .put(AgentLightning.ATTEMPT_ID, "1"),
        SampleSpan.of(2)
            .name("b")
            .put(AgentLightning.ROLLOUT_ID, "r")
            .put(AgentLightning.ATTEMPT_ID, "2"),
        SampleSpan.of(3).name("c"));

    assertThat(names(SpanQuery.builder().setRolloutId("r"))).containsExactly("a", "b");
    assertThat(names(SpanQuery.builder().setAttemptId("2"))).containsExactly("b");
    assertThat(names(SpanQuery.builder().setRolloutId("x"))).isEmpty();
  }

  @Test
  default void spans_findsByKind() {
    append(
        SampleSpan.of(1).name("chat").put(GenAi.OPERATION_NAME, GenAi.CHAT),
        SampleSpan.of(2).name("tool").put(GenAi.OPERATION_NAME, GenAi.EXECUTE_TOOL),
        SampleSpan.of(3).reward(1),
        SampleSpan.of(4).name(AgentLightning.ANNOTATION_SPAN),
        SampleSpan.of(5).name("other"));

    assertThat(names(SpanQuery.builder().setKind(EventKind.LLM))).containsExactly("chat");
    assertThat(names(SpanQuery.builder().setKind(EventKind.TOOL))).containsExactly("tool");
    assertThat(names(SpanQuery.builder().setKind(EventKind.SPAN))).containsExactly("other");
    assertThat(find(SpanQuery.builder().setKind(EventKind.REWARD))).hasSize(1);
    assertThat(find(SpanQuery.builder().setKind(EventKind.ANNOTATION))).hasSize(1);
    assertThat(find(SpanQuery.builder().setKind(EventKind.MESSAGE))).isEmpty();
  }

  @Test
  default void spans_findsByNameAndStatus() {
    append(
        SampleSpan.of(1).name("a").status(StatusCode.ERROR, "x"),
        SampleSpan.of(2).name("b").status(StatusCode.OK, ""),
        SampleSpan.of(3).name("A"));

    assertThat(names(SpanQuery.builder().setName("a"))).containsExactly("a");
    assertThat(names(SpanQuery.builder().setName("c"))).isEmpty();
    assertThat(names(SpanQuery.builder().setStatus(StatusCode.ERROR))).containsExactly("a");
    assertThat(names(SpanQuery.builder().setStatus(StatusCode.UNSET))).containsExactly("A");
  }

  @Test
  default void spans_findsByTime_fromInclusiveBeforeExclusive() {
    append(
        SampleSpan.of(1).name("a").start(10),
        SampleSpan.of(2).name("b").start(20),
        SampleSpan.of(3).name("c").start(30));

    assertThat(names(SpanQuery.builder().setStartedFrom(20L))).containsExactly("b", "c");
    assertThat(names(SpanQuery.builder().setStartedBefore(20L))).containsExactly("a");
    assertThat(names(SpanQuery.builder().setStartedFrom(20L).setStartedBefore(30L)))
        .containsExactly("b");
    assertThat(names(SpanQuery.builder().setStartedFrom(30L).setStartedBefore(30L))).isEmpty();
  }

  @Test
  default void spans_findsByReward_bothBoundsInclusive() {
    append(
        SampleSpan.of(1).reward(0),
        SampleSpan.of(2).reward(0.5),
        SampleSpan.of(3).reward(1),
        SampleSpan.of(4).reward(Double.NaN),
        SampleSpan.of(5));

    assertThat(starts(SpanQuery.builder().setRewardFrom(0.5))).containsExactly(2L, 3L);
    assertThat(starts(SpanQuery.builder().setRewardTo(0.5))).containsExactly(1L, 2L);
    assertThat(starts(SpanQuery.builder().setRewardFrom(0.1).setRewardTo(0.9))).containsExactly(2L);
  }

  @Test
  default void spans_findsByText_ignoringCase() {
    append(
        SampleSpan.of(1).name("Timed OUT"),
        SampleSpan.of(2).put("k", "it TIMED out."),
        SampleSpan.of(3).put(AttributeKey.stringArrayKey("k"), List.of("x", "timed out")),
        SampleSpan.of(4).put("timed out", 1),
        SampleSpan.of(6).status(StatusCode.ERROR, "it Timed Out"),
        SampleSpan.of(7)
            .event(
                "exception",
                1,
                Attributes.of(AttributeKey.stringKey("exception.message"), "timed out")),
        SampleSpan.of(8).event("timed out", 1, Attributes.empty()),
        SampleSpan.of(5).put("k", "100%"));

    assertThat(starts(SpanQuery.builder().setText("timed out")))
        .containsExactly(1L, 2L, 3L, 6L, 7L, 8L);
    assertThat(starts(SpanQuery.builder().setText("0%"))).containsExactly(5L);
    assertThat(starts(SpanQuery.builder().setText("t_med"))).isEmpty();
  }

  @Test
  default void spans_findsTextWithinNestedValues() {
    AttributeKey<Value<?>> messages = AttributeKey.valueKey(GenAi.INPUT_MESSAGES);
    Value<?> said =
        Value.of(
            Value.of(
                KeyValue.of("role", Value.of("user")),
                KeyValue.of("turn", Value.of(4711)),
                KeyValue.of("content", Value.of("Where is the Zugspitze?"))));
    append(
        SampleSpan.of(1).put(messages, said),
        SampleSpan.of(2).event("e", 1, Attributes.of(messages, said)),
        SampleSpan.of(3).put(messages, Value.of(KeyValue.of("content", Value.of("elsewhere")))));

    assertThat(starts(SpanQuery.builder().setText("the zugSPITZE"))).containsExactly(1L, 2L);
    assertThat(starts(SpanQuery.builder().setText("\"role\":\"user\""))).containsExactly(1L, 2L);
    assertThat(starts(SpanQuery.builder().setText("471"))).containsExactly(1L, 2L);
    assertThat(starts(SpanQuery.builder().setText("content"))).containsExactly(1L, 2L, 3L);
  }

  @Test
  default void spans_requiresAllConditions() {
    append(
        SampleSpan.of(1).name("a").session("s").status(StatusCode.ERROR, ""),
        SampleSpan.of(2).name("a").session("s"),
        SampleSpan.of(3).name("a").status(StatusCode.ERROR, ""),
        SampleSpan.of(4).name("b").session("s").status(StatusCode.ERROR, ""));

    assertThat(
            starts(SpanQuery.builder().setName("a").setSessionId("s").setStatus(StatusCode.ERROR)))
        .containsExactly(1L);
  }

  @Test
  default void spans_areInStartOrder_tiesInArrivalOrder() {
    append(SampleSpan.of(9).name("late").start(5), SampleSpan.of(8).name("tied 1").start(3));
    append(SampleSpan.of(7).name("early").start(1), SampleSpan.of(6).name("tied 2").start(3));

    assertThat(names(SpanQuery.builder())).containsExactly("early", "tied 1", "tied 2", "late");
    assertThat(names(SpanQuery.builder().setOrder(Order.NEWEST_FIRST)))
        .containsExactly("late", "tied 2", "tied 1", "early");
  }

  private List<Long> starts(SpanQuery.Builder query) {
    return find(query).stream().map(span -> span.startEpochNanos()).toList();
  }
}
