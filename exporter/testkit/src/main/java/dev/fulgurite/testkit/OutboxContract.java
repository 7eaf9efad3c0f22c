package dev.fulgurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.store.Outbox;
import dev.fulgurite.exporter.store.OutboxBacklog;
import dev.fulgurite.exporter.store.OutboxLease;
import dev.fulgurite.exporter.store.OutboxPage;
import dev.fulgurite.exporter.store.OutboxStep;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoredSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sending on: positions that last, one holder at a time, and nothing skipped. */
interface OutboxContract extends StoreUnderTest {
  Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  OutboxLease MINE = new OutboxLease("otlp", "me", NOON.plusSeconds(10));
  OutboxLease THEIRS = new OutboxLease("otlp", "them", NOON.plusSeconds(20));

  @Test
  default void outbox_givesEverySpanOnce_inOrderOfArrival_inPagesByPartition() {
    appendTraces(1, 100);
    outbox().begin("otlp", 0);
    List<String> ids = new ArrayList<>();

    for (int part = 0; part < Outbox.PARTITIONS; part++) {
      long position = 0;
      OutboxPage page;
      List<Long> arrivals = new ArrayList<>();
      do {
        page = outbox().read(new OutboxPage.Filling(part, position, 3, Long.MAX_VALUE));
        assertThat(page.spans()).hasSizeLessThanOrEqualTo(3);
        page.spans().forEach(span -> arrivals.add(span.startEpochNanos()));
        page.spans().forEach(span -> ids.add(span.spanId()));
        position = page.through();
      } while (page.partial());
      assertThat(arrivals).isSorted();
      assertThat(position).isEqualTo(outbox().newest());
    }

    assertThat(ids).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  default void outbox_keepsATraceInOnePartition_andItsSpansWhole() {
    append(SampleSpan.of(1).trace(13).put("k", "v"), SampleSpan.of(2).trace(13));

    OutboxPage page = outbox().read(new OutboxPage.Filling(13 % 8, 0, 10, Long.MAX_VALUE));

    assertThat(page.spans())
        .containsExactly(
            SampleSpan.of(1).trace(13).put("k", "v").build(), SampleSpan.of(2).trace(13).build());
    assertThat(page.partial()).isFalse();
    assertThat(page.taken()).isEqualTo(2);
  }

  @Test
  default void outbox_boundsAPageInBytes_andTakesOneSpanAtLeast() {
    append(
        SampleSpan.of(1).trace(8).put("k", "v".repeat(10_000)),
        SampleSpan.of(2).trace(8).put("k", "v".repeat(10_000)));

    OutboxPage page = outbox().read(new OutboxPage.Filling(0, 0, 10, 1));

    assertThat(page.spans()).hasSize(1);
    assertThat(page.partial()).isTrue();
  }

  @Test
  default void outbox_beginsWhereItIsTold_andOnlyOnce() {
    appendTraces(1, 8);
    long newest = outbox().newest();
    outbox().begin("otlp", newest);
    appendTraces(9, 16);
    outbox().begin("otlp", 0);
    outbox().begin("other", 0);

    assertThat(outbox().positions("otlp")).hasSize(8).containsOnly(newest);
    assertThat(outbox().backlog("otlp").spans()).isEqualTo(8);
    assertThat(outbox().backlog("other")).isEqualTo(new OutboxBacklog(16, 2));
  }

  @Test
  default void outbox_refuses_whenTheDestinationIsUnknown() {
    assertThatThrownBy(() -> outbox().positions("nobody"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("nobody");
  }

  @Test
  default void lease_isOneHoldersUntilItEnds() {
    assertThat(outbox().acquire(MINE, NOON)).isEmpty();
    assertThat(outbox().acquire(MINE, NOON)).isEmpty();
    assertThat(outbox().acquire(THEIRS, NOON.plusSeconds(9))).contains(MINE.until());
    assertThat(outbox().acquire(new OutboxLease("other", "them", NOON), NOON)).isEmpty();

    assertThat(outbox().acquire(THEIRS, NOON.plusSeconds(10))).isEmpty();
    assertThat(outbox().acquire(MINE, NOON.plusSeconds(11))).contains(THEIRS.until());
  }

  @Test
  default void lease_isFree_whenItsHolderGivesItUp() {
    outbox().acquire(MINE, NOON);

    outbox().release(THEIRS);
    assertThat(outbox().acquire(THEIRS, NOON)).contains(MINE.until());
    outbox().release(MINE);
    assertThat(outbox().acquire(THEIRS, NOON)).isEmpty();
  }

  @Test
  default void advance_keepsPositionsAndLedger_andRenewsTheLease() {
    appendTraces(1, 16);
    outbox().begin("otlp", 0);
    outbox().acquire(MINE, NOON);
    OutboxLease longer = new OutboxLease("otlp", "me", NOON.plusSeconds(30));

    assertThat(outbox().advance(longer, List.of(new OutboxStep(3, 11, 2)), row(2))).hasValue(0);

    assertThat(outbox().positions("otlp")).containsExactly(0L, 0L, 0L, 11L, 0L, 0L, 0L, 0L);
    assertThat(outbox().backlog("otlp").spans()).isEqualTo(14);
    assertThat(reader().ledger()).containsExactly(row(2));
    assertThat(outbox().acquire(THEIRS, NOON.plusSeconds(29))).contains(longer.until());
  }

  @Test
  default void advance_changesNothing_whenTheLeaseIsAnothers() {
    appendTraces(1, 16);
    outbox().begin("otlp", 0);
    outbox().acquire(MINE, NOON);
    outbox().acquire(THEIRS, NOON.plusSeconds(11));

    assertThat(outbox().advance(MINE, List.of(new OutboxStep(3, 11, 2)), row(2))).isEmpty();

    assertThat(outbox().positions("otlp")).containsOnly(0L);
    assertThat(reader().ledger()).isEmpty();
  }

  @Test
  default void backlog_isEmpty_whenAllWasDealtWith() {
    appendTraces(1, 20);
    outbox().begin("otlp", 0);
    outbox().acquire(MINE, NOON);
    long newest = outbox().newest();

    outbox()
        .advance(
            MINE,
            IntStream.range(0, 8).mapToObj(part -> new OutboxStep(part, newest, 3)).toList(),
            null);

    assertThat(outbox().backlog("otlp")).isEqualTo(OutboxBacklog.EMPTY);
  }

  private Outbox outbox() {
    return store().outbox().orElseThrow();
  }

  /** One span in each trace, ending at its number plus one. */
  private void appendTraces(int first, int last) {
    List<StoredSpan> spans =
        IntStream.rangeClosed(first, last)
            .mapToObj(i -> SampleSpan.of(i).trace(i).start(i).lasting(1).build())
            .toList();
    store().append(spans, null);
  }

  private static LedgerRow row(long delivered) {
    return new LedgerRow(
        "p",
        1,
        "otlp",
        1,
        1,
        false,
        new LedgerSnapshot(delivered, 0, 0, delivered, 0, 0, Map.of(), Map.of()));
  }
}
