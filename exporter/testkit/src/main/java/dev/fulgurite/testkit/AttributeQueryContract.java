package dev.fulgurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.AttributePredicate;
import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.SpanQuery;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conditions on attributes. */
interface AttributeQueryContract extends StoreUnderTest {
  @Test
  default void spans_comparesStringsAsText() {
    append(
        SampleSpan.of(1).name("a").put("k", "alpha"),
        SampleSpan.of(2).name("b").put("k", "beta"),
        SampleSpan.of(3).name("c"));

    assertThat(having("k", Operator.EQUALS, "beta")).containsExactly("b");
    assertThat(having("k", Operator.NOT_EQUALS, "beta")).containsExactly("a", "c");
    assertThat(having("k", Operator.LESS, "b")).containsExactly("a");
    assertThat(having("k", Operator.GREATER, "b")).containsExactly("b");
    assertThat(having("k", Operator.CONTAINS, "et")).containsExactly("b");
    assertThat(having("k", Operator.PREFIX, "al")).containsExactly("a");
    assertThat(having("k", Operator.EXISTS, "")).containsExactly("a", "b");
  }

  @Test
  default void spans_comparesNumbersAndBooleansByValue() {
    append(
        SampleSpan.of(1).name("nine").put("k", 9),
        SampleSpan.of(2).name("ten").put("k", 10),
        SampleSpan.of(3).name("half").put(AttributeKey.doubleKey("k"), 9.5),
        SampleSpan.of(4).name("yes").put(AttributeKey.booleanKey("k"), true));

    assertThat(having("k", Operator.LESS, 10L)).containsExactly("nine", "half");
    assertThat(having("k", Operator.GREATER, "9.2")).containsExactly("ten", "half");
    assertThat(having("k", Operator.EQUALS, 10.0)).containsExactly("ten");
    assertThat(having("k", Operator.EQUALS, true)).containsExactly("yes");
    assertThat(having("k", Operator.NOT_EQUALS, 10L)).containsExactly("nine", "half", "yes");
    assertThat(having("k", Operator.AT_MOST, 9L)).containsExactly("nine");
    assertThat(having("k", Operator.AT_LEAST, 9.5)).containsExactly("ten", "half");
    assertThat(having("k", Operator.IN, List.of(10L, "9.5", true)))
        .containsExactly("ten", "half", "yes");
  }

  @Test
  default void spans_tellsLargeIntegersApart() {
    append(
        SampleSpan.of(1).name("max").put("k", Long.MAX_VALUE),
        SampleSpan.of(2).name("less").put("k", Long.MAX_VALUE - 1));

    assertThat(having("k", Operator.EQUALS, Long.MAX_VALUE - 1)).containsExactly("less");
    assertThat(having("k", Operator.EQUALS, "" + Long.MAX_VALUE)).containsExactly("max");
  }

  @Test
  default void spans_equalNoIntegerBeyondTheirs() {
    append(
        SampleSpan.of(1).name("max").put("k", Long.MAX_VALUE),
        SampleSpan.of(2).name("min").put("k", Long.MIN_VALUE),
        SampleSpan.of(3).name("beyond").put(AttributeKey.doubleKey("k"), 0x1p63));

    assertThat(having("k", Operator.EQUALS, 0x1p63)).containsExactly("beyond");
    assertThat(having("k", Operator.EQUALS, "9223372036854775808")).containsExactly("beyond");
    assertThat(having("k", Operator.EQUALS, Long.MAX_VALUE)).containsExactly("max");
    assertThat(having("k", Operator.LESS, 0x1p63)).containsExactly("max", "min");
    assertThat(having("k", Operator.AT_LEAST, -0x1p63)).containsExactly("max", "min", "beyond");
    assertThat(having("k", Operator.GREATER, Long.MAX_VALUE)).containsExactly("beyond");
    assertThat(having("k", Operator.GREATER, Double.NaN)).isEmpty();
  }

  @Test
  default void spans_matchesArrays_whenAnyElementDoes() {
    append(
        SampleSpan.of(1).name("a").put(AttributeKey.stringArrayKey("k"), List.of("x", "y")),
        SampleSpan.of(2).name("b").put(AttributeKey.longArrayKey("k"), List.of(1L, 7L)),
        SampleSpan.of(3).name("c").put(AttributeKey.stringArrayKey("k"), List.of()));

    assertThat(having("k", Operator.EQUALS, "y")).containsExactly("a");
    assertThat(having("k", Operator.NOT_EQUALS, "y")).containsExactly("b", "c");
    assertThat(having("k", Operator.GREATER, 6L)).containsExactly("a", "b"); // "y" > "6" as text
    assertThat(having("k", Operator.EXISTS, "")).containsExactly("a", "b", "c");
  }

  @Test
  default void spans_comparesNestedValuesByTheirJson() {
    AttributeKey<Value<?>> key = AttributeKey.valueKey("k");
    append(
        SampleSpan.of(1).name("a").put(key, Value.of(KeyValue.of("city", Value.of("Oslo")))),
        SampleSpan.of(2).name("b").put(key, Value.of(KeyValue.of("zip", Value.of(150)))),
        SampleSpan.of(3).name("c").put("k", "{\"city\":\"Oslo\"}"));

    assertThat(having("k", Operator.CONTAINS, "Oslo")).containsExactly("a", "c");
    assertThat(having("k", Operator.CONTAINS, "oslo")).isEmpty();
    assertThat(having("k", Operator.PREFIX, "{\"zip")).containsExactly("b");
    assertThat(having("k", Operator.EQUALS, "{\"city\":\"Oslo\"}")).containsExactly("a", "c");
    assertThat(having("k", Operator.NOT_EQUALS, "{\"zip\":150}")).containsExactly("a", "c");
    assertThat(having("k", Operator.IN, List.of("x", "{\"zip\":150}"))).containsExactly("b");
    assertThat(having("k", Operator.EXISTS, "")).containsExactly("a", "b", "c");
  }

  @Test
  default void spans_requiresEveryPredicate() {
    append(SampleSpan.of(1).put("a", 1).put("b", 2), SampleSpan.of(2).put("a", 1).put("b", 3));
    SpanQuery.Builder query =
        SpanQuery.builder()
            .addAttribute(new AttributePredicate("a", Operator.EQUALS, 1L))
            .addAttribute(new AttributePredicate("b", Operator.EQUALS, 3L));

    assertThat(find(query)).hasSize(1);
  }

  private List<String> having(String key, Operator operator, Object value) {
    return names(SpanQuery.builder().addAttribute(new AttributePredicate(key, operator, value)));
  }
}
