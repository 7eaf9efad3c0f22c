package dev.fulgurite.cli;

import static io.opentelemetry.api.common.AttributeKey.booleanArrayKey;
import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleArrayKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longArrayKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.api.common.AttributeKey.valueKey;

import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.AgentTraces;
import dev.fulgurite.testkit.SampleSpan;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Spans that a format loses something of if it can. */
final class OddSpans {
  private static final long TRACE = 0x0dd;

  /** Everyday ones, and every field, kind of attribute, extreme and odd text. */
  static List<StoredSpan> all() {
    List<StoredSpan> spans = new ArrayList<>(AgentTraces.generate(7, 40));
    spans.add(everything().build());
    spans.add(odd(2).name("").scope("", null).resource(Attributes.empty(), null).build());
    spans.add(odd(3).start(0).lasting(0).build());
    spans.add(odd(4).start(-5).build());
    spans.add(odd(5).start(Long.MAX_VALUE).lasting(0).build());
    spans.add(odd(6).start(100).lasting(-50).build());
    spans.add(values().build());
    long id = 100;
    for (String text :
        List.of(
            "\u0000", "a\u0000b", "🍎", "\u202e\ufeff", "\ud83c high", "low \udf4e", "\u2028")) {
      spans.add(odd(id++).name(text).session(text).put("k " + text, text).build());
    }
    for (SpanKind kind : SpanKind.values()) {
      for (StatusCode status : StatusCode.values()) {
        spans.add(odd(id++).kind(kind).status(status, "").start(7).build());
      }
    }
    return spans;
  }

  private static SampleSpan everything() {
    return odd(1)
        .remoteParent(7, "vendor=1,other=2")
        .name("everything")
        .kind(SpanKind.CONSUMER)
        .start(1_760_000_000_123_456_789L)
        .status(StatusCode.ERROR, "what went wrong")
        .event("e", 5, Attributes.of(stringKey("x"), "y"))
        .event("e", 5, Attributes.empty())
        .link(
            new StoredSpan.Link(
                SampleSpan.traceId(9), SpanKey.hex(9), "a=b", Attributes.of(longKey("n"), 1L)))
        .resource(Attributes.of(stringKey("service.name"), "s"), "https://schema/1.0")
        .scope("scope", "1.2.3");
  }

  private static SampleSpan values() {
    return odd(8)
        .put("empty", "")
        .put(booleanKey("false"), false)
        .put("max", Long.MAX_VALUE)
        .put("min", Long.MIN_VALUE)
        .put("zero", 0)
        .put(doubleKey("one.0"), 1.0)
        .put(doubleKey("minus zero"), -0.0)
        .put(doubleKey("tiny"), Double.MIN_VALUE)
        .put(doubleKey("third"), 1 / 3.0)
        .put(doubleKey("nan"), Double.NaN)
        .put(doubleKey("-inf"), Double.NEGATIVE_INFINITY)
        .put(stringArrayKey("strings"), List.of("a", "", "ü"))
        .put(booleanArrayKey("booleans"), List.of(true, false))
        .put(longArrayKey("longs"), List.of(Long.MIN_VALUE, 0L))
        .put(doubleArrayKey("doubles"), List.of(1.0, Double.NaN))
        .put(longArrayKey("no longs"), List.of())
        .put(stringArrayKey("strings or null"), Arrays.asList("a", null))
        .put(booleanArrayKey("booleans or null"), Arrays.asList(null, true))
        .put(longArrayKey("longs or null"), Arrays.asList(1L, null))
        .put(doubleArrayKey("doubles or null"), Arrays.asList(0.5, null))
        .put(stringArrayKey("only null"), Arrays.asList((String) null))
        .put(valueKey("bytes"), Value.of(new byte[] {0, -1, 127}))
        .put(valueKey("nothing"), Value.empty())
        .put(valueKey("mixed"), Value.of(Value.of("a"), Value.of(1), Value.of(Double.NaN)))
        .put(
            valueKey("map"),
            Value.of(
                KeyValue.of("b", Value.of(true)),
                KeyValue.of("list", Value.of(List.of(Value.of(1L), Value.empty())))));
  }

  private static SampleSpan odd(long id) {
    return SampleSpan.of(id).trace(TRACE);
  }

  private OddSpans() {}
}
