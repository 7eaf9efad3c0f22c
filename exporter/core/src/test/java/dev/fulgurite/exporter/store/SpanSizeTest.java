package dev.fulgurite.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.StoredSpan.Event;
import dev.fulgurite.exporter.store.StoredSpan.Link;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpanSizeTest {
  private static final String LONG = "x".repeat(100_000);

  @ParameterizedTest
  @MethodSource("heavy")
  void everyText_counts_whereverItIs(StoredSpan span) {
    assertThat(SpanSize.of(span)).isBetween(200_000L, 210_000L);
  }

  static Stream<StoredSpan> heavy() {
    Attributes key = Attributes.of(AttributeKey.longKey(LONG), 1L);
    Attributes text = Attributes.of(AttributeKey.stringKey("k"), LONG);
    Attributes list = Attributes.of(AttributeKey.stringArrayKey("k"), List.of(LONG));
    Attributes none = Attributes.empty();
    return Stream.of(
        with(LONG, "", "", none),
        with("", LONG, "", none),
        with("", "", LONG, none),
        with("", "", "", key),
        with("", "", "", text),
        with("", "", "", list),
        with("", "", "", value(Value.of(LONG))),
        with("", "", "", value(Value.of(new byte[200_000]))),
        with("", "", "", value(Value.of(List.of(Value.of(KeyValue.of(LONG, Value.of(1))))))),
        with(new Event(LONG, 1, none)),
        with(new Event("e", 1, key)),
        with(new Link(TestSpans.TRACE, "1", LONG, none)),
        with(new Link(TestSpans.TRACE, "1", "", key)));
  }

  private static Attributes value(Value<?> value) {
    return Attributes.of(AttributeKey.valueKey("k"), value);
  }

  private static StoredSpan with(Event event) {
    return span("", "", "", Attributes.empty(), List.of(event), List.of());
  }

  private static StoredSpan with(Link link) {
    return span("", "", "", Attributes.empty(), List.of(), List.of(link));
  }

  private static StoredSpan with(
      String name, String state, String description, Attributes attributes) {
    return span(name, state, description, attributes, List.of(), List.of());
  }

  private static StoredSpan span(
      String name,
      String state,
      String description,
      Attributes attributes,
      List<Event> events,
      List<Link> links) {
    return new StoredSpan(
        TestSpans.TRACE,
        "1",
        null,
        false,
        state,
        name,
        SpanKind.INTERNAL,
        1,
        2,
        StatusCode.ERROR,
        description,
        attributes,
        events,
        links,
        Attributes.empty(),
        null,
        "",
        null);
  }
}
