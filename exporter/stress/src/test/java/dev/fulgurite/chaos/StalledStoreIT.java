package dev.fulgurite.chaos;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.config.Setting;
import dev.fulgurite.exporter.pipeline.StorePipeline;
import dev.fulgurite.exporter.store.SpanStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another process holds the store's lock, and the store gives no answer all that time. */
class StalledStoreIT {
  private static final int EMITTERS = 8;
  private static final int QUEUE = 500;

  /** Longer than the store itself waits for a lock: it gives up a batch and tries the next. */
  private static final int SECONDS_HELD = Scale.of(7, 60);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void stall_costsEachEmitterOneTimeout_andNothingIsLostUncounted() throws Exception {
    Path file = folder.resolve("store.db");
    StorePipeline processor =
        StoreFiles.pipeline(
            file,
            Map.of(
                Setting.QUEUE_SIZE, String.valueOf(QUEUE),
                Setting.BATCH_SIZE, "100",
                Setting.BLOCK_TIMEOUT, "500ms"));
    Set<String> emitted = ConcurrentHashMap.newKeySet();
    try (Emitting first = new Emitting(processor)) {
      first.emit(10);
      assertThat(processor.forceFlush().join(60, SECONDS).isSuccess()).isTrue();
      emitted.addAll(first.ids);
      CountDownLatch held = new CountDownLatch(1);
      try (Child holder =
          Child.start(
              List.of("-Xmx64m"),
              line -> held.countDown(),
              LockHolderProgram.class,
              file.toString())) {
        assertThat(held.await(60, SECONDS)).isTrue();
        emitDuringTheStall(processor, holder, emitted);
      }
      LedgerSnapshot stalled = StoreFiles.ledger(processor);
      report(stalled);
      assertThat(stalled.droppedByReason()).containsOnlyKeys("block_timeout", "stalled");
      assertThat(stalled.droppedByReason().get("block_timeout")).isBetween(1L, (long) EMITTERS);

      first.emit(10);
      emitted.addAll(first.ids);
      await().atMost(PATIENCE).until(() -> processor.forceFlush().join(60, SECONDS).isSuccess());
    }
    check(file, StoreFiles.ledger(processor), emitted);
  }

  private static void emitDuringTheStall(StorePipeline processor, Child holder, Set<String> emitted)
      throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < EMITTERS; i++) {
      threads.add(new Thread(() -> emitUntil(over, processor, emitted)));
    }
    threads.forEach(Thread::start);
    long end = System.nanoTime() + SECONDS.toNanos(SECONDS_HELD);
    while (end - System.nanoTime() > 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
    over.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    holder.say("");
    holder.awaitEnd();
  }

  private static void emitUntil(AtomicBoolean over, StorePipeline processor, Set<String> emitted) {
    // Not closed: the processor goes on.
    Emitting emitting = new Emitting(processor);
    while (!over.get()) {
      emitting.emit(10);
      LockSupport.parkNanos(1_000_000);
    }
    emitted.addAll(emitting.ids);
  }

  private static void report(LedgerSnapshot ledger) {
    System.out.printf(
        "store stalled for %d s, %d emitters: emitted %d, dropped %s, failed %s, in flight %d%n",
        SECONDS_HELD,
        EMITTERS,
        ledger.emitted(),
        ledger.droppedByReason(),
        ledger.failedByReason(),
        ledger.inFlight());
  }

  private static void check(Path file, LedgerSnapshot ledger, Set<String> emitted) {
    report(ledger);
    assertThat(ledger.balanced()).as("%s", ledger).isTrue();
    assertThat(ledger.inFlight()).isZero();
    assertThat(ledger.emitted()).isEqualTo(emitted.size());
    try (SpanStore store = StoreFiles.open(file)) {
      Set<String> stored = StoreFiles.ids(store);
      assertThat(emitted).containsAll(stored);
      assertThat(ledger.delivered()).isEqualTo(stored.size());
    }
  }
}
