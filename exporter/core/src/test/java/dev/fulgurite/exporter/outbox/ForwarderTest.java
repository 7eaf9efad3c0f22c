package dev.fulgurite.exporter.outbox;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.exporter.ExportFailure;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.store.InMemorySpanStore;
import dev.fulgurite.exporter.store.Outbox;
import dev.fulgurite.exporter.store.OutboxLease;
import dev.fulgurite.exporter.store.SpanStore;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwarderTest {
  private final SpanStore store = InMemorySpanStore.create();
  private final List<Forwarding> open = new ArrayList<>();
  private final ScheduledExecutorService network = Executors.newSingleThreadScheduledExecutor();

  private Forwarding process(Collector collector, boolean fromBeginning) {
    Forwarding process = new Forwarding(store, collector, fromBeginning);
    open.add(process);
    return process.open();
  }

  @AfterEach
  void close() {
    network.shutdownNow();
    open.forEach(Forwarding::close);
  }

  @Test
  void forwarder_sendsWhatIsStored_once() {
    Collector collector = Collector.up();
    Forwarding process = process(collector, false);

    process.store(1, 500, 20);
    assertThat(process.flush()).isTrue();
    process.store(501, 600, 20);
    assertThat(process.flush()).isTrue();

    assertThat(collector.taken)
        .extracting(SpanData::getSpanId)
        .containsExactlyInAnyOrderElementsOf(Forwarding.ids(1, 600));
    LedgerSnapshot ledger = process.forwarder.ledger();
    assertThat(ledger.emitted()).isEqualTo(600);
    assertThat(ledger.delivered()).isEqualTo(600);
    assertThat(ledger.balanced()).isTrue();
    assertThat(Forwarding.waiting(store)).isZero();
    assertThat(process.lines).isEmpty();
  }

  @Test
  void unknownDestination_beginsWithThisRun_orWithAllThatTheStoreHolds() {
    store.append(List.of(Forwarding.span(1), Forwarding.span(2)), null);
    Collector collector = Collector.up();
    Forwarding process = process(collector, false);
    process.store(3, 4, 1);
    assertThat(process.flush()).isTrue();
    assertThat(collector.taken).hasSize(2);

    SpanStore other = InMemorySpanStore.create();
    other.append(List.of(Forwarding.span(1), Forwarding.span(2)), null);
    Collector all = Collector.up();
    Forwarding second = new Forwarding(other, all, true).open();
    open.add(second);
    assertThat(second.flush()).isTrue();
    assertThat(all.taken).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void eachTrace_staysInOrder_whateverFails(long seed) {
    Random random = new Random(seed);
    Collector collector = new Collector(batch -> randomAnswer(random));
    Forwarding process = process(collector, false);
    long last = 0;
    for (int i = 0; i < 10; i++) {
      int count = 1 + random.nextInt(120);
      process.store(last + 1, last + count, 30);
      last += count;
    }
    long all = last;

    await().until(() -> process.forwarder.ledger().delivered() == all);

    assertThat(collector.taken).hasSize((int) all);
    collector.byTrace().forEach((trace, ids) -> assertThat(ids).as(trace).isSorted());
    assertThat(process.forwarder.ledger().detail().actions().get("retries")).isPositive();
    assertThat(process.forwarder.ledger().balanced()).isTrue();
  }

  private CompletableResultCode randomAnswer(Random random) {
    synchronized (random) {
      CompletableResultCode answer = new CompletableResultCode();
      boolean takes = random.nextInt(3) > 0;
      switch (random.nextInt(4)) {
        case 0 -> throw new IllegalStateException("thrown");
        case 1 -> network.schedule(() -> answer(answer, takes), 1, MILLISECONDS);
        default -> answer(answer, takes);
      }
      return answer;
    }
  }

  private static void answer(CompletableResultCode answer, boolean takes) {
    if (takes) {
      answer.succeed();
    } else {
      answer.failExceptionally(ExportFailure.retryable("unavailable", "HTTP 503"));
    }
  }

  @Test
  void stuckPartition_holdsNoOther() {
    CompletableResultCode never = new CompletableResultCode();
    Collector collector =
        new Collector(batch -> batch.get(0).getTraceId().endsWith("3") ? never : Collector.TAKES);
    Forwarding process = process(collector, false);

    process.store(1, 800, Outbox.PARTITIONS);

    await().until(() -> process.forwarder.ledger().delivered() == 700);
    assertThat(process.forwarder.ledger().inFlight()).isEqualTo(Forwarding.BATCH);
    assertThat(process.forwarder.ledger().balanced()).isTrue();
    never.succeed();
    await().until(() -> process.forwarder.ledger().delivered() == 800);
  }

  @Test
  void outage_holdsABoundedNumberOfSpans_andSaysSoOnce() {
    Collector collector = Collector.down();
    Forwarding process = process(collector, false);
    int most = 0;
    for (int i = 0; i < 50; i++) {
      process.store(1 + i * 1_000L, (i + 1) * 1_000L, 100);
      most = Math.max(most, process.forwarder.held());
    }
    await().until(() -> collector.calls.get() > 200);

    assertThat(Math.max(most, process.forwarder.held()))
        .isPositive()
        .isLessThanOrEqualTo(Outbox.PARTITIONS * Forwarding.BATCH);
    assertThat(process.flush()).isFalse();
    assertThat(process.lines).singleElement().asString().contains("HTTP 503", "wait in the store");
    assertThat(Forwarding.waiting(store)).isEqualTo(50_000);

    collector.behaviour = batch -> Collector.TAKES;
    await().until(() -> process.forwarder.ledger().delivered() == 50_000);
    assertThat(collector.taken).hasSize(50_000);
  }

  @Test
  void restart_goesOnWhereTheLastRunStopped_andSaysWhatWaits() {
    Collector collector = Collector.down();
    for (int run = 0; run < 2; run++) {
      Forwarding process = process(collector, false);
      process.store(1 + run * 100L, (run + 1) * 100L, 7);
      process.close();
      assertThat(process.lines.get(process.lines.size() - 1))
          .startsWith((run + 1) * 100 + " spans wait in the outbox");
      assertThat(process.forwarder.ledger()).extracting(LedgerSnapshot::inFlight).isEqualTo(0L);
      assertThat(process.forwarder.ledger().emitted()).isZero();
    }

    collector.behaviour = batch -> Collector.TAKES;
    Forwarding last = process(collector, false);
    assertThat(last.flush()).isTrue();

    assertThat(collector.taken)
        .extracting(SpanData::getSpanId)
        .containsExactlyInAnyOrderElementsOf(Forwarding.ids(1, 200));
  }

  @Test
  void refusedBatch_isSplit_untilTheBadSpansAreAlone() {
    Set<String> bad = Set.copyOf(Forwarding.ids(17, 17));
    Collector collector =
        new Collector(
            batch ->
                batch.stream().anyMatch(span -> bad.contains(span.getSpanId()))
                    ? Collector.failed(ExportFailure.rejected("bad_request", "HTTP 400"))
                    : Collector.TAKES);
    Forwarding process = process(collector, false);

    process.store(1, 100, 3);

    await().until(() -> process.forwarder.ledger().delivered() == 99);
    assertThat(process.forwarder.ledger().failedByReason()).isEqualTo(Map.of("rejected", 1L));
    assertThat(process.rejected).containsExactlyElementsOf(bad);
    assertThat(process.forwarder.ledger().balanced()).isTrue();
    collector.byTrace().forEach((trace, ids) -> assertThat(ids).as(trace).isSorted());
    assertThat(process.flush()).isTrue();
  }

  @Test
  void permanentRefusal_isHeld_andNotHammered() {
    Collector collector =
        new Collector(b -> Collector.failed(ExportFailure.permanent("auth", "HTTP 401")));
    Forwarding process =
        new Forwarding(store, collector, false, ForwardSettings.Pace.DEFAULT).open();
    open.add(process);
    process.store(1, 100, Outbox.PARTITIONS);

    await().until(() -> collector.calls.get() == Outbox.PARTITIONS);
    assertThat(process.flush()).isFalse();

    assertThat(process.lines).singleElement().asString().contains("HTTP 401", "correct");
    assertThat(collector.calls).hasValue(Outbox.PARTITIONS);
    assertThat(Forwarding.waiting(store)).isEqualTo(100);
  }

  @Test
  void deadHolder_isReplaced_whenItsLeaseEnds() {
    Outbox outbox = store.outbox().orElseThrow();
    Instant now = Instant.now();
    Instant end = now.plusMillis(700);
    assertThat(outbox.acquire(new OutboxLease("otlp", "dead", end), now)).isEmpty();
    Collector collector = Collector.up();
    Forwarding process = process(collector, false);

    process.store(1, 10, 2);
    assertThat(process.flush()).isFalse();
    await().until(() -> collector.taken.size() == 10);

    assertThat(Instant.now()).isAfterOrEqualTo(end);
  }

  @Test
  void severalProcesses_sendEachSpanOnce_oneAfterTheOther() {
    Collector collector = Collector.up();
    Forwarding one = process(collector, false);
    Forwarding two = process(collector, false);
    for (int i = 0; i < 20; i++) {
      (i % 2 == 0 ? one : two).store(1 + i * 50L, (i + 1) * 50L, 12);
    }

    await().atMost(Duration.ofSeconds(30)).until(() -> Forwarding.waiting(store) == 0);

    assertThat(collector.taken)
        .extracting(SpanData::getSpanId)
        .containsExactlyInAnyOrderElementsOf(Forwarding.ids(1, 1000));
    collector.byTrace().forEach((trace, ids) -> assertThat(ids).as(trace).isSorted());
  }

  @Test
  void lostLease_stopsThisProcess_andWhatItHeldIsNoLongerItsOwn() {
    CompletableResultCode never = new CompletableResultCode();
    Forwarding process = process(new Collector(batch -> never), false);
    process.store(1, 100, 16);
    await().until(() -> process.forwarder.ledger().inFlight() > 0);

    Instant later = Instant.now().plusSeconds(60);
    OutboxLease theirs = new OutboxLease("otlp", "other", later.plusSeconds(60));
    assertThat(store.outbox().orElseThrow().acquire(theirs, later)).isEmpty();

    await().until(() -> process.forwarder.ledger().inFlight() == 0);
    assertThat(process.forwarder.ledger()).isEqualTo(LedgerSnapshot.EMPTY);
    assertThat(Forwarding.waiting(store)).isEqualTo(100);
  }

  @Test
  void prunedSpans_areCounted() {
    SpanStore small = InMemorySpanStore.create(200, Long.MAX_VALUE);
    Collector collector = Collector.down();
    Forwarding process = new Forwarding(small, collector, false).open();
    open.add(process);
    for (int i = 0; i < 10; i++) {
      process.store(1 + i * 100L, (i + 1) * 100L, 20);
    }
    collector.behaviour = batch -> Collector.TAKES;

    await().until(() -> process.forwarder.ledger().emitted() == 1000);

    LedgerSnapshot ledger = process.forwarder.ledger();
    assertThat(ledger.balanced()).isTrue();
    assertThat(ledger.droppedByReason()).containsOnlyKeys("pruned_before_forward");
    assertThat(ledger.delivered()).isEqualTo(collector.taken.size()).isGreaterThanOrEqualTo(200);
  }
}
