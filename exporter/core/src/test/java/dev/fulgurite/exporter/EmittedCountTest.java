package dev.fulgurite.exporter;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class EmittedCountTest {
  private static final int ROUNDS = 200;
  private static final int THREADS = 4;
  private static final int PER_THREAD = 2_000;

  private final EmittedCount count = new EmittedCount();

  @Test
  void cells_holdWhatCameBeforeThem() {
    count.increment();
    count.increment();
    LedgerCells cells = new LedgerCells(ByteBuffer.allocateDirect(LedgerCells.BYTES));
    count.moveTo(cells);
    count.increment();

    assertThat(cells.emitted()).isEqualTo(3).isEqualTo(count.sum());
  }

  /** By the cells alone, which is what a killed process leaves behind. */
  @Test
  void cells_missNothing_whenThreadsCountDuringTheMove() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      EmittedCount moving = new EmittedCount();
      LedgerCells cells = new LedgerCells(ByteBuffer.allocateDirect(LedgerCells.BYTES));
      CountDownLatch begun = new CountDownLatch(THREADS);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Thread thread = new Thread(() -> count(moving, begun));
        thread.start();
        threads.add(thread);
      }
      assertThat(begun.await(10, SECONDS)).isTrue();
      moving.moveTo(cells);
      for (Thread thread : threads) {
        thread.join(10_000);
      }

      assertThat(cells.emitted()).as("round %d", round).isEqualTo((long) THREADS * PER_THREAD);
      assertThat(moving.sum()).isEqualTo((long) THREADS * PER_THREAD);
    }
  }

  private static void count(EmittedCount count, CountDownLatch begun) {
    for (int i = 0; i < PER_THREAD; i++) {
      count.increment();
      if (i == 100) {
        begun.countDown();
      }
    }
  }
}
