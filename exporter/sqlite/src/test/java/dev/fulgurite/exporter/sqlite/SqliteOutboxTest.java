package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.Outbox;
import dev.fulgurite.exporter.store.OutboxLease;
import dev.fulgurite.exporter.store.OutboxPage;
import dev.fulgurite.exporter.store.OutboxStep;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteOutboxTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final OutboxLease LEASE =
      new OutboxLease("otlp", "me", Instant.now().plusSeconds(60));

  @TempDir Path folder;
  private final Random random = new Random(1);
  private long lastId;

  private SpanStore bounded() {
    return SqliteSpanStore.open(
        folder.resolve("store.db").toString(),
        new StoreOptions(false, MEBIBYTE, false),
        SqliteSettings.DEFAULTS);
  }

  /** Sessions of 80 KB each, one trace each, all in partition 0. */
  private void append(SpanStore store, int sessions) {
    for (int i = 0; i < sessions; i++) {
      long trace = ++lastId * Outbox.PARTITIONS;
      store.append(
          IntStream.range(0, 40)
              .mapToObj(
                  n ->
                      SampleSpan.of(++lastId)
                          .trace(trace)
                          .session("s" + trace)
                          .put("k", TestStores.noise(random))
                          .build())
              .toList(),
          null);
    }
  }

  @Test
  void advance_countsWhatWasPrunedBeforeItWasTaken() {
    try (SpanStore store = bounded()) {
      Outbox outbox = store.outbox().orElseThrow();
      outbox.begin("otlp", 0);
      outbox.acquire(LEASE, Instant.now());
      append(store, 30);
      long pruned = store.reader().pruned().spans();

      OutboxPage page = outbox.read(new OutboxPage.Filling(0, 0, 10_000, Long.MAX_VALUE));

      assertThat(pruned).isPositive();
      assertThat(page.taken() + pruned).isEqualTo(30 * 40);
      assertThat(outbox.advance(LEASE, List.of(step(page)), null)).hasValue(pruned);
    }
  }

  @Test
  void advance_countsNoLoss_whenWhatWasTakenIsPrunedMeanwhile() {
    try (SpanStore store = bounded()) {
      Outbox outbox = store.outbox().orElseThrow();
      outbox.begin("otlp", 0);
      outbox.acquire(LEASE, Instant.now());
      append(store, 5);
      OutboxPage page = outbox.read(new OutboxPage.Filling(0, 0, 150, Long.MAX_VALUE));

      append(store, 30);

      long pruned = store.reader().pruned().spans();
      assertThat(pruned).isGreaterThan(page.taken());
      assertThat(outbox.advance(LEASE, List.of(step(page)), null)).hasValue(pruned - page.taken());
    }
  }

  @Test
  void read_passesOverADamagedSpan() {
    Path path = folder.resolve("damaged.db");
    try (SpanStore store = TestStores.open(path)) {
      store.append(
          IntStream.rangeClosed(1, 3).mapToObj(i -> SampleSpan.of(i).trace(8).build()).toList(),
          null);
      TestStores.sql(path, "UPDATE span SET slot = 9 WHERE seq = 2");

      OutboxPage page =
          store.outbox().orElseThrow().read(new OutboxPage.Filling(0, 0, 10, Long.MAX_VALUE));

      assertThat(page.spans()).hasSize(2);
      assertThat(page.unreadable()).isEqualTo(1);
      assertThat(page.taken()).isEqualTo(3);
    }
  }

  @Test
  void outbox_isNotOffered_whenOpenForReading() {
    Path path = folder.resolve("store.db");
    TestStores.create(path);
    try (SpanStore store = TestStores.openForReading(path)) {
      assertThat(store.outbox()).isEmpty();
    }
  }

  @Test
  void lease_holdsBetweenStoresOnOneFile() {
    Path path = folder.resolve("shared.db");
    try (SpanStore one = TestStores.open(path);
        SpanStore two = TestStores.open(path)) {
      Instant now = Instant.now();
      OutboxLease other = new OutboxLease("otlp", "you", now.plusSeconds(99));

      assertThat(one.outbox().orElseThrow().acquire(LEASE, now)).isEmpty();
      assertThat(two.outbox().orElseThrow().acquire(other, now)).isPresent();
      assertThat(two.outbox().orElseThrow().acquire(other, LEASE.until())).isEmpty();
      one.outbox().orElseThrow().begin("otlp", 0);
      assertThat(one.outbox().orElseThrow().advance(LEASE, List.of(), null)).isEmpty();
    }
  }

  private static OutboxStep step(OutboxPage page) {
    return new OutboxStep(0, page.through(), page.taken());
  }
}
