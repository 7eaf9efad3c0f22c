package dev.fulgurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Appending: idempotent, all or nothing. */
interface AppendContract extends StoreUnderTest {
  @Test
  default void append_countsWhatIsNew() {
    StoredSpan one = SampleSpan.of(1).build();
    StoredSpan two = SampleSpan.of(2).build();

    assertThat(store().append(List.of(one), null)).isEqualTo(1);
    assertThat(store().append(List.of(one, two, two), null)).isEqualTo(1);
    assertThat(find(SpanQuery.builder())).containsExactly(one, two);
  }

  @Test
  @Tag("seed:001.fault.twice")
  default void append_keepsTheFirst_whenASpanIsSentTwice() {
    append(SampleSpan.of(1).name("first").session("a"));

    append(SampleSpan.of(1).name("second").session("b"));

    assertThat(names(SpanQuery.builder())).containsExactly("first");
    assertThat(reader().sessions(SpanQuery.ALL)).hasSize(1);
  }

  @Test
  default void append_tellsSpansApart_whenOneIdDiffers() {
    append(SampleSpan.of(1).trace(1), SampleSpan.of(1).trace(2), SampleSpan.of(2).trace(1));

    assertThat(find(SpanQuery.builder())).hasSize(3);
  }

  @Test
  default void append_isANoOp_whenEmpty() {
    assertThat(store().append(List.of(), null)).isZero();
    assertThat(find(SpanQuery.builder())).isEmpty();
  }

  @Test
  default void append_keepsNothing_whenOneSpanIsMalformed() {
    StoredSpan good = SampleSpan.of(1).build();
    StoredSpan bad = withIds("not a trace", "0000000000000002");

    assertThatThrownBy(() -> store().append(List.of(good, bad), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a trace");
    assertThatThrownBy(
            () -> store().append(List.of(good, withIds(SampleSpan.traceId(1), "XY")), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("XY");

    assertThat(find(SpanQuery.builder())).isEmpty();
    assertThat(store().append(List.of(good), null)).isEqualTo(1);
  }

  private static StoredSpan withIds(String traceId, String spanId) {
    StoredSpan like = SampleSpan.of(2).build();
    return new StoredSpan(
        traceId,
        spanId,
        null,
        false,
        "",
        like.name(),
        like.kind(),
        0,
        0,
        like.status(),
        "",
        Attributes.empty(),
        List.of(),
        List.of(),
        Attributes.empty(),
        null,
        "",
        null);
  }
}
