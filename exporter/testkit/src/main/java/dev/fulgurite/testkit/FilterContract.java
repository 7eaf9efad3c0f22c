package dev.fulgurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.SpanField;
import dev.fulgurite.exporter.store.SpanFilter;
import dev.fulgurite.exporter.store.SpanQuery;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Filters. */
interface FilterContract extends StoreUnderTest {
  @Test
  default void filter_joinsConditions() {
    append(SampleSpan.of(1).name("a"), SampleSpan.of(2).name("b"), SampleSpan.of(3).name("c"));
    SpanFilter a = name("a");
    SpanFilter b = name("b");

    assertThat(filtered(new SpanFilter.Any(List.of(a, b)))).containsExactly("a", "b");
    assertThat(filtered(new SpanFilter.All(List.of(a, b)))).isEmpty();
    assertThat(filtered(new SpanFilter.Not(a))).containsExactly("b", "c");
    assertThat(filtered(new SpanFilter.All(List.of()))).containsExactly("a", "b", "c");
    assertThat(filtered(new SpanFilter.Any(List.of()))).isEmpty();
  }

  /** Scope is always required, whatever the filter offers instead; the limit comes last. */
  @Test
  default void filter_holdsBesideTheScope_andBeforeTheLimit() {
    append(
        SampleSpan.of(1).name("a").put(Fulgurite.SESSION_ID, "one"),
        SampleSpan.of(2).name("b").put(Fulgurite.SESSION_ID, "two"),
        SampleSpan.of(3).name("c").put(Fulgurite.SESSION_ID, "two"));
    SpanFilter filter = new SpanFilter.Any(List.of(name("a"), name("c")));
    SpanQuery.Builder query = SpanQuery.builder().setSessionId("two").setFilter(filter);

    assertThat(names(query.setLimit(1))).containsExactly("c");
  }

  @Test
  default void filter_readsFields() {
    append(
        SampleSpan.of(1)
            .name("call")
            .put(GenAi.OPERATION_NAME, GenAi.CHAT)
            .put(GenAi.AGENT_NAME, "planner")
            .put(GenAi.REQUEST_MODEL, "gpt")
            .put(GenAi.RESPONSE_MODEL, "gpt-4")
            .put(GenAi.USAGE_INPUT_TOKENS, 7),
        SampleSpan.of(2)
            .name("tool")
            .put(GenAi.OPERATION_NAME, GenAi.EXECUTE_TOOL)
            .put(GenAi.USAGE_INPUT_TOKENS, 7)
            .put(AttributeKey.stringArrayKey(Fulgurite.TAGS), List.of("eval", "nightly")),
        SampleSpan.of(3)
            .name(AgentLightning.ANNOTATION_SPAN)
            .put(AttributeKey.doubleKey(AgentLightning.REWARD + ".0.value"), 0.25)
            .put(AgentLightning.REWARD + ".0.name", "primary")
            .put(AgentLightning.TAG + ".0", "human"));

    assertThat(having(SpanField.AGENT, Operator.EQUALS, "planner")).containsExactly("call");
    assertThat(having(SpanField.MODEL, Operator.EQUALS, "gpt-4")).containsExactly("call");
    assertThat(having(SpanField.MODEL, Operator.EQUALS, "gpt")).containsExactly("call");
    assertThat(having(SpanField.KIND, Operator.IN, List.of("llm", "tool")))
        .containsExactly("call", "tool");
    assertThat(having(SpanField.INPUT_TOKENS, Operator.AT_LEAST, 7L)).containsExactly("call");
    assertThat(having(SpanField.TAG, Operator.EQUALS, "nightly")).containsExactly("tool");
    assertThat(having(SpanField.TAG, Operator.PREFIX, "hu"))
        .containsExactly(AgentLightning.ANNOTATION_SPAN);
    assertThat(having(SpanField.REWARD, Operator.LESS, 0.5))
        .containsExactly(AgentLightning.ANNOTATION_SPAN);
    assertThat(having(SpanField.REWARD, Operator.EXISTS, "")).hasSize(1);
    assertThat(having(SpanField.AGENT, Operator.NOT_EQUALS, "planner")).hasSize(2);
    assertThat(having(SpanField.STATUS, Operator.EQUALS, "unset")).hasSize(3);
    assertThat(having(SpanField.DURATION, Operator.GREATER, Long.MAX_VALUE - 1)).isEmpty();
  }

  @Test
  default void filter_readsTheBeginningsOfIds() {
    append(
        SampleSpan.of(0xa1).trace(0xa1).name("a"),
        SampleSpan.of(0xa2).trace(0xa2).parent(0xa1).name("b"),
        SampleSpan.of(0xb1).trace(-1).name("c"));
    String half = SampleSpan.traceId(0).substring(0, 16);

    assertThat(having(SpanField.TRACE, Operator.PREFIX, half + "00000000000000a"))
        .containsExactly("a", "b");
    assertThat(having(SpanField.TRACE, Operator.PREFIX, half + "f")).containsExactly("c");
    assertThat(having(SpanField.TRACE, Operator.PREFIX, half.substring(0, 3))).hasSize(3);
    assertThat(having(SpanField.TRACE, Operator.PREFIX, half)).hasSize(3);
    assertThat(having(SpanField.TRACE, Operator.PREFIX, "")).hasSize(3);
    assertThat(having(SpanField.TRACE, Operator.PREFIX, "8")).isEmpty();
    assertThat(having(SpanField.TRACE, Operator.PREFIX, half + "F")).isEmpty();
    assertThat(having(SpanField.TRACE, Operator.PREFIX, half.repeat(3))).isEmpty();
    assertThat(filtered(new SpanFilter.Not(prefix(half + "f")))).containsExactly("a", "b");
    assertThat(having(SpanField.PARENT, Operator.PREFIX, "00000000000000a")).containsExactly("b");
    assertThat(having(SpanField.SPAN, Operator.PREFIX, "00000000000000b")).containsExactly("c");
  }

  private static SpanFilter prefix(String trace) {
    return new SpanFilter.Field(SpanField.TRACE, Operator.PREFIX, trace);
  }

  private List<String> having(SpanField field, Operator operator, Object value) {
    return filtered(new SpanFilter.Field(field, operator, value));
  }

  private static SpanFilter name(String name) {
    return new SpanFilter.Field(SpanField.NAME, Operator.EQUALS, name);
  }

  private List<String> filtered(SpanFilter filter) {
    return names(SpanQuery.builder().setFilter(filter));
  }
}
