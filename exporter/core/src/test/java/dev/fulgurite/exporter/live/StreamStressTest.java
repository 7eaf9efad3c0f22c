package dev.fulgurite.exporter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.OverflowPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Ten producers under each policy, with readers that keep up, lag, fail, hang or leave, drawn by a
 * seed: each step that was offered to a reader is delivered, dropped or waiting, at any moment. A
 * slice in each build, all of it with {@code -Pstress}; {@code -Dfulgurite.test.seed=N} draws anew.
 */
class StreamStressTest {
  private static final long SEED = Long.getLong("fulgurite.test.seed", 20261121L);
  private static final boolean FULL = Boolean.getBoolean("fulgurite.test.full");
  private static final int PRODUCERS = 10;

  @Test
  @Tag("seed:000.ten-producers")
  void steps_areDeliveredDroppedOrQueued_underEachPolicy() throws InterruptedException {
    Random random = new Random(SEED);
    for (int round = 0; round < (FULL ? 100 : 2); round++) {
      for (OverflowPolicy policy : OverflowPolicy.values()) {
        run(policy, random, FULL ? 20_000 : 2_000);
      }
    }
  }

  private static void run(OverflowPolicy policy, Random random, int steps)
      throws InterruptedException {
    SessionStream stream =
        StreamPolicyTest.stream(
            policy, 1 + random.nextInt(300), Duration.ofMillis(random.nextInt(5)));
    List<Reader> readers = new ArrayList<>();
    for (Habit habit : Habit.values()) {
      readers.add(new Reader(stream.open(), habit, new Random(random.nextLong())));
    }
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong torn = new AtomicLong();
    Thread onlooker =
        new Thread(
            () -> {
              while (!done.get()) {
                torn.addAndGet(stream.statistics().isBalanced() ? 0 : 1);
              }
            });
    onlooker.start();
    readers.forEach(Reader::start);
    boolean cancelled = produce(stream, random, steps);
    for (Reader reader : readers) {
      reader.finish();
    }
    done.set(true);
    onlooker.join();
    check(stream.statistics(), readers, cancelled);
    assertThat(torn).hasValue(0);
  }

  private static boolean produce(SessionStream stream, Random random, int steps)
      throws InterruptedException {
    boolean cancels = random.nextInt(4) == 0;
    List<Thread> producers = new ArrayList<>();
    for (int i = 0; i < PRODUCERS; i++) {
      Random own = new Random(random.nextLong());
      Thread producer = new Thread(() -> emit(stream, own, steps / PRODUCERS));
      producers.add(producer);
      producer.start();
    }
    if (cancels) {
      while (stream.statistics().totalSteps() < steps / 2) {
        Thread.onSpinWait();
      }
      stream.cancel();
    }
    for (Thread producer : producers) {
      producer.join();
    }
    stream.complete();
    return cancels;
  }

  private static void emit(SessionStream stream, Random random, int steps) {
    for (int i = 0; i < steps; i++) {
      try {
        if (random.nextInt(50) == 0) {
          stream.error("e");
        } else {
          stream.thinking("t");
        }
      } catch (BufferFullException full) {
        assertThat(full.step().sequence()).isPositive();
      }
    }
  }

  private static void check(StreamStatistics statistics, List<Reader> readers, boolean cancelled) {
    long seen = readers.stream().mapToLong(reader -> reader.seen.size()).sum();
    assertThat(statistics.isBalanced()).as("%s", statistics).isTrue();
    assertThat(statistics.queueSize()).as("%s", statistics).isZero();
    assertThat(statistics.deliveredCount()).as("%s", statistics).isEqualTo(seen);
    for (Reader reader : readers) {
      assertThat(reader.seen).as("%s", reader.habit).isSorted().doesNotHaveDuplicates();
    }
    if (!cancelled) {
      assertThat(readers.get(0).last()).as("the end").isEqualTo(readers.get(1).last());
    }
  }

  /** What readers do. */
  private enum Habit {
    READS,
    LAGS,
    FAILS,
    HANGS,
    LEAVES
  }

  private static final class Reader {
    final StepFeed feed;
    final Habit habit;
    final List<Long> seen = new ArrayList<>();
    private final Random random;
    private final Thread thread = new Thread(this::run);

    Reader(StepFeed feed, Habit habit, Random random) {
      this.feed = feed;
      this.habit = habit;
      this.random = random;
    }

    void start() {
      thread.setDaemon(true);
      thread.start();
    }

    /** One that hangs is woken by being thrown out. */
    void finish() throws InterruptedException {
      if (habit == Habit.HANGS) {
        feed.close();
      }
      thread.join();
    }

    Long last() {
      return seen.get(seen.size() - 1);
    }

    private void run() {
      switch (habit) {
        case FAILS -> deliver();
        case HANGS -> {
          // reads nothing
        }
        default -> read();
      }
    }

    private void read() {
      for (Step step : feed) {
        seen.add(step.sequence());
        if (habit == Habit.LAGS && random.nextInt(20) == 0) {
          Thread.yield();
        }
        if (habit == Habit.LEAVES && seen.size() == 500) {
          feed.close();
        }
      }
    }

    private void deliver() {
      try {
        feed.deliverTo(
            step -> {
              if (random.nextInt(500) == 0) {
                throw new IllegalStateException("a moody handler");
              }
              seen.add(step.sequence());
            });
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
