package dev.fulgurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.store.SpanPage;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanQuery.Order;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits and cursors: every span once, also with tied timestamps and while spans arrive. */
interface CursorContract extends StoreUnderTest {
  @ParameterizedTest
  @EnumSource(Order.class)
  default void spans_givesEverySpanOnce_whenPagedThroughTies(Order order) {
    store().append(AgentTraces.generate(11, 8), null);
    SpanQuery.Builder all = SpanQuery.builder().setOrder(order).setLimit(10_000);

    List<StoredSpan> paged = paged(all.build().toBuilder().setLimit(7));

    assertThat(paged).hasSizeGreaterThan(50).isEqualTo(find(all));
  }

  @Test
  default void spans_hasNoCursor_whenTheLastPageIsFull() {
    append(SampleSpan.of(1), SampleSpan.of(2), SampleSpan.of(3), SampleSpan.of(4));

    SpanPage first = page(SpanQuery.builder().setLimit(2), null);
    SpanPage second = page(SpanQuery.builder().setLimit(2), first.nextCursor());

    assertThat(first.nextCursor()).isNotNull();
    assertThat(second.spans()).hasSize(2);
    assertThat(second.nextCursor()).isNull();
  }

  @Test
  default void spans_continues_whenSpansArriveBetweenPages() {
    append(SampleSpan.of(1).start(10), SampleSpan.of(2).start(20), SampleSpan.of(3).start(30));
    SpanPage first = page(SpanQuery.builder().setLimit(2), null);

    append(SampleSpan.of(4).start(5), SampleSpan.of(5).start(20), SampleSpan.of(6).start(25));

    assertThat(page(SpanQuery.builder().setLimit(9), first.nextCursor()).spans())
        .extracting(StoredSpan::spanId)
        .containsExactly("0000000000000005", "0000000000000006", "0000000000000003");
  }

  @Test
  default void spans_givesWhatArrivesLater_behindTheEnd() {
    String empty = reader().endCursor();
    append(SampleSpan.of(1).start(30), SampleSpan.of(2).start(20));
    String end = reader().endCursor();
    append(SampleSpan.of(3).start(10), SampleSpan.of(4).start(40));
    SpanQuery.Builder arrival = SpanQuery.builder().setOrder(Order.ARRIVAL);

    assertThat(page(arrival, end).spans())
        .extracting(StoredSpan::spanId)
        .containsExactly("0000000000000003", "0000000000000004");
    assertThat(page(arrival, empty).spans()).hasSize(4);
    assertThat(page(arrival, reader().endCursor()).spans()).isEmpty();
    assertThat(find(arrival.setCursor(null)))
        .extracting(StoredSpan::startEpochNanos)
        .containsExactly(30L, 20L, 10L, 40L);
  }

  @Test
  default void spans_pagesThroughConditions() {
    store().append(AgentTraces.generate(12, 8), null);
    SpanQuery.Builder query = SpanQuery.builder().setText("APPLES").setLimit(10_000);

    List<StoredSpan> paged = paged(query.build().toBuilder().setLimit(3));

    assertThat(paged).hasSizeGreaterThan(9).isEqualTo(find(query));
  }

  @Test
  default void spans_refusesNamingIt_whenTheCursorIsForeign() {
    assertThatThrownBy(() -> page(SpanQuery.builder(), "bogus"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bogus");
  }

  private List<StoredSpan> paged(SpanQuery.Builder query) {
    List<StoredSpan> all = new ArrayList<>();
    String cursor = null;
    do {
      SpanPage page = page(query, cursor);
      all.addAll(page.spans());
      cursor = page.nextCursor();
    } while (cursor != null);
    return all;
  }

  private SpanPage page(SpanQuery.Builder query, @Nullable String cursor) {
    return reader().spans(query.setCursor(cursor).build());
  }
}
