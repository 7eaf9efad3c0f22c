package dev.fulgurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Many threads write and read one store. */
interface ConcurrencyContract extends StoreUnderTest {
  int WRITERS = 4;
  int BATCHES = 20;
  int BATCH = 10;

  @Test
  default void store_losesNothingAndShowsWholeBatches_whenManyThreadsUseIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 2);
    AtomicBoolean done = new AtomicBoolean();
    try {
      List<Future<Integer>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(threads.submit(writer(i)));
      }
      List<Future<Integer>> readers =
          List.of(threads.submit(readerUntil(done)), threads.submit(readerUntil(done)));

      for (Future<Integer> writer : writers) {
        // Each writer also sends its neighbour's spans: every span is new exactly once.
        assertThat(writer.get(60, TimeUnit.SECONDS)).isNotNegative();
      }
      done.set(true);
      for (Future<Integer> reader : readers) {
        assertThat(reader.get(60, TimeUnit.SECONDS)).isPositive();
      }
      int added = 0;
      for (Future<Integer> writer : writers) {
        added += writer.get();
      }
      assertThat(added).isEqualTo(WRITERS * BATCHES * BATCH);
      assertThat(find(everything())).hasSize(WRITERS * BATCHES * BATCH);
      assertThat(store().check()).isEmpty();
    } finally {
      threads.shutdownNow();
    }
  }

  private Callable<Integer> writer(int number) {
    return () -> {
      int added = 0;
      for (int i = 0; i < BATCHES; i++) {
        added += store().append(batch(number, i), null);
        added += store().append(batch((number + 1) % WRITERS, i), null);
      }
      return added;
    };
  }

  private Callable<Integer> readerUntil(AtomicBoolean done) {
    return () -> {
      int last = 0;
      int reads = 0;
      do {
        int now = find(everything()).size();
        assertThat(now % BATCH).isZero();
        assertThat(now).isGreaterThanOrEqualTo(last);
        last = now;
        reads++;
      } while (!done.get());
      return reads;
    };
  }

  private static SpanQuery.Builder everything() {
    return SpanQuery.builder().setLimit(WRITERS * BATCHES * BATCH + 1);
  }

  private static List<StoredSpan> batch(int writer, int number) {
    List<StoredSpan> spans = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      long id = 1 + i + (long) BATCH * number;
      spans.add(
          SampleSpan.of(id)
              .trace(writer)
              .session("session " + number)
              .name("name " + i)
              .put("k", id)
              .build());
    }
    return spans;
  }
}
