package dev.fulgurite.exporter.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.OutboxPage;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Several stores on one database, as several processes have them. */
class SeveralWritersTest {
  private static final int WRITERS = 3;
  private static final int BATCHES = 40;
  private static final int BATCH = 5;

  /** Of trace 1. */
  private static final int PARTITION = 1;

  @Test
  void positions_areNeverPassedBy_whenSeveralStoresWrite() throws Exception {
    String location = TestServer.running().freshLocation();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try (SpanStore reading = open(location)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int number = i;
        writers.add(threads.submit(() -> write(location, number)));
      }

      List<String> seen = new ArrayList<>();
      long position = 0;
      do {
        position = follow(reading, position, seen);
      } while (!writers.stream().allMatch(Future::isDone));
      follow(reading, position, seen);
      for (Future<?> writer : writers) {
        writer.get(60, TimeUnit.SECONDS);
      }

      assertThat(seen).hasSize(WRITERS * BATCHES * BATCH).doesNotHaveDuplicates();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Where to go on: what comes later must not be before it. */
  private static long follow(SpanStore store, long position, List<String> seen) {
    OutboxPage page =
        store
            .outbox()
            .orElseThrow()
            .read(new OutboxPage.Filling(PARTITION, position, 10_000, Long.MAX_VALUE));
    page.spans().forEach(span -> seen.add(span.spanId()));
    return page.through();
  }

  private static void write(String location, int number) {
    try (SpanStore store = open(location)) {
      for (int i = 0; i < BATCHES; i++) {
        store.append(batch(1 + (long) number * BATCHES * BATCH + (long) i * BATCH), null);
      }
    }
  }

  private static List<StoredSpan> batch(long first) {
    return LongStream.range(first, first + BATCH)
        .mapToObj(id -> SampleSpan.of(id).session("s-" + id % 3).build())
        .toList();
  }

  private static SpanStore open(String location) {
    return new PostgresqlStoreProvider().open(location, StoreOptions.defaults());
  }
}
