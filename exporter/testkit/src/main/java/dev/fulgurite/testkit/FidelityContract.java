package dev.fulgurite.testkit;

import static io.opentelemetry.api.common.AttributeKey.booleanArrayKey;
import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleArrayKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longArrayKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.api.common.AttributeKey.valueKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.AttributePredicate;
import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes in comes out, equal in every field. */
interface FidelityContract extends StoreUnderTest {
  @Test
  default void store_givesBackEveryField() {
    givesBack(
        SampleSpan.of(-1)
            .remoteParent(7, "vendor=1,other=2")
            .name("everything")
            .kind(SpanKind.CONSUMER)
            .start(1_760_000_000_123_456_789L)
            .status(StatusCode.ERROR, "what went wrong")
            .put("k", "v")
            .event("e", 5, Attributes.of(stringKey("x"), "y"))
            .event("e", 5, Attributes.empty())
            .link(link("a=b", Attributes.of(longKey("n"), 1L)))
            .link(link("", Attributes.empty()))
            .resource(Attributes.of(stringKey("service.name"), "s"), "https://schema/1.0")
            .scope("scope", "1.2.3"));
  }

  @Test
  default void store_givesBackABareSpan() {
    givesBack(SampleSpan.of(1).name("").scope("", null).resource(Attributes.empty(), null));
  }

  @Test
  default void store_givesBackEverySpanKindAndStatus() {
    long id = 0;
    for (SpanKind kind : SpanKind.values()) {
      for (StatusCode status : StatusCode.values()) {
        givesBack(SampleSpan.of(++id).kind(kind).status(status, ""));
      }
    }
  }

  @Test
  default void store_givesBackExtremeTimes() {
    givesBack(SampleSpan.of(1).start(0).lasting(0));
    givesBack(SampleSpan.of(2).start(-5));
    givesBack(SampleSpan.of(3).start(Long.MAX_VALUE).lasting(0));
    givesBack(SampleSpan.of(4).start(100).lasting(-50));
  }

  @Test
  default void store_givesBackScalarAttributes() {
    givesBack(
        SampleSpan.of(1)
            .put("string", "")
            .put(booleanKey("true"), true)
            .put(booleanKey("false"), false)
            .put("max", Long.MAX_VALUE)
            .put("min", Long.MIN_VALUE)
            .put(longKey("one"), 1L)
            .put(doubleKey("one.0"), 1.0)
            .put(doubleKey("minus zero"), -0.0)
            .put(doubleKey("tiny"), Double.MIN_VALUE)
            .put(doubleKey("huge"), Double.MAX_VALUE)
            .put(doubleKey("third"), 1 / 3.0)
            .put(doubleKey("nan"), Double.NaN)
            .put(doubleKey("inf"), Double.POSITIVE_INFINITY)
            .put(doubleKey("-inf"), Double.NEGATIVE_INFINITY));
  }

  @Test
  default void store_givesBackArrayAttributes() {
    givesBack(
        SampleSpan.of(1)
            .put(stringArrayKey("strings"), List.of("a", "", "ü"))
            .put(booleanArrayKey("booleans"), List.of(true, false))
            .put(longArrayKey("longs"), List.of(Long.MIN_VALUE, 0L))
            .put(doubleArrayKey("doubles"), List.of(1.0, 0.1))
            .put(doubleArrayKey("odd doubles"), List.of(Double.NaN, Double.NEGATIVE_INFINITY, -0.0))
            .put(stringArrayKey("no strings"), List.of())
            .put(booleanArrayKey("no booleans"), List.of())
            .put(longArrayKey("no longs"), List.of())
            .put(doubleArrayKey("no doubles"), List.of()));
  }

  @Test
  default void store_givesBackArraysWithNulls() {
    givesBack(
        SampleSpan.of(1)
            .put(stringArrayKey("strings"), Arrays.asList("a", null))
            .put(booleanArrayKey("booleans"), Arrays.asList(null, true))
            .put(longArrayKey("longs"), Arrays.asList(1L, null, 2L))
            .put(doubleArrayKey("doubles"), Arrays.asList(0.5, null))
            .put(stringArrayKey("nulls"), Arrays.asList(null, null))
            .event("e", 1, Attributes.of(stringArrayKey("strings"), Arrays.asList(null, "b"))));
    AttributePredicate a = new AttributePredicate("strings", Operator.EQUALS, "a");
    assertThat(find(SpanQuery.builder().addAttribute(a))).hasSize(1);
  }

  @Test
  default void store_givesBackValueAttributes() {
    givesBack(
        SampleSpan.of(1)
            .put(valueKey("bytes"), Value.of(new byte[] {0, -1, 127}))
            .put(valueKey("empty"), Value.empty())
            .put(valueKey("mixed"), Value.of(Value.of("a"), Value.of(1), Value.of(Double.NaN)))
            .put(
                valueKey("map"),
                Value.of(
                    KeyValue.of("b", Value.of(true)),
                    KeyValue.of("list", Value.of(List.of(Value.of(1L), Value.empty()))))));
  }

  @Test
  default void store_givesBackOddText() {
    List<String> odd =
        List.of(
            "\u0000",
            "a\u0000b",
            "\ud83c\udf4e",
            "e\u0301",
            "\u202e\u200b\ufeff",
            "\uffff",
            "lone \ud83c high",
            "lone \udf4e low",
            "\u2028\u2029\u0085",
            "'); DROP TABLE span; --",
            "\\u0041 \\ \" ' ` % _ ?1 :a $b");
    long id = 0;
    for (String text : odd) {
      givesBack(
          SampleSpan.of(++id)
              .name(text)
              .session(text)
              .put("value", text)
              .put("key " + text.replaceAll("\\p{Cs}", ""), text)
              .put(stringArrayKey("array"), List.of(text))
              .status(StatusCode.ERROR, text)
              .scope(text, text)
              .event(text, 1, Attributes.of(stringKey("k"), text)));
      assertThat(names(SpanQuery.builder().setName(text))).containsExactly(text);
      assertThat(names(SpanQuery.builder().setSessionId(text))).containsExactly(text);
    }
  }

  @Test
  default void store_givesBackHugeAttributes() {
    String huge = "0123456789abcdé\n".repeat(200_000);
    givesBack(SampleSpan.of(1).put("huge", huge));
  }

  @Test
  default void store_givesBackManyAttributesAndEvents() {
    SampleSpan span = SampleSpan.of(1);
    for (int i = 0; i < 2_000; i++) {
      span.put("key." + i, i).event("event " + i, i, Attributes.of(longKey("i"), (long) i));
    }
    givesBack(span);
  }

  private void givesBack(SampleSpan sample) {
    StoredSpan span = sample.build();
    assertThat(store().append(List.of(span), null)).isEqualTo(1);
    List<StoredSpan> found = new ArrayList<>(find(SpanQuery.builder()));
    found.removeIf(other -> !other.spanId().equals(span.spanId()));
    assertThat(found).containsExactly(span);
  }

  private static StoredSpan.Link link(String state, Attributes attributes) {
    return new StoredSpan.Link(SampleSpan.traceId(9), SpanKey.hex(9), state, attributes);
  }
}
