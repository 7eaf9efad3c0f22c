package dev.fulgurite.exporter.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TruncatedSpanTest {
  private static final AttributeKey<List<String>> LIST = AttributeKey.stringArrayKey("list");

  @Test
  void longTexts_areCutAndMarked_whereverTheyAre() {
    Attributes attributes =
        Attributes.builder()
            .put("text", "abcdef")
            .put(LIST, Arrays.asList("ab", null, "abcdef"))
            .put("n", 1)
            .build();
    EventData event =
        EventData.create(1, "event", Attributes.builder().put("text", "😀😀😀").build(), 3);
    SpanData cut = TruncatedSpan.of(span(attributes, event), 3);
    assertThat(cut.getAttributes())
        .isEqualTo(
            Attributes.builder()
                .put("text", "abc")
                .put(LIST, Arrays.asList("ab", null, "abc"))
                .put("n", 1)
                .put("fulgurite.truncated", true)
                .build());
    assertThat(cut.getTotalAttributeCount() - cut.getAttributes().size()).isEqualTo(2);
    assertThat(cut.getEvents())
        .containsExactly(
            EventData.create(1, "event", Attributes.builder().put("text", "😀").build(), 3));
  }

  @Test
  void shortSpan_staysTheSame() {
    SpanData span = span(Attributes.builder().put("text", "abc").put("n", 1).build());
    assertThat(TruncatedSpan.of(span, 3)).isSameAs(span);
  }

  private static SpanData span(Attributes attributes, EventData... events) {
    return TestSpanData.builder()
        .setName("span")
        .setKind(io.opentelemetry.api.trace.SpanKind.INTERNAL)
        .setStartEpochNanos(1)
        .setEndEpochNanos(2)
        .setHasEnded(true)
        .setStatus(StatusData.unset())
        .setAttributes(attributes)
        .setTotalAttributeCount(attributes.size() + 2)
        .setEvents(List.of(events))
        .build();
  }
}
