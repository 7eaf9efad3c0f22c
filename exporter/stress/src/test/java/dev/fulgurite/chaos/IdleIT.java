package dev.fulgurite.chaos;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.pipeline.StorePipeline;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What our threads do while there is nothing to do. */
class IdleIT {
  private static final int SECONDS_IDLE = Scale.of(3, 60);
  private static final long MOST_CPU_NANOS = 5_000_000;
  private static final int MOST_WAKE_UPS = 3;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @TempDir private Path folder;

  private static final Use NONE = new Use(0, 0);

  private record Use(long wakeUps, long cpuNanos) {}

  @Test
  void threadsOfOurs_sleep_whenNothingIsEmitted() {
    StorePipeline pipeline = StoreFiles.pipeline(folder.resolve("store.db"), Map.of());
    try (Emitting emitting = new Emitting(pipeline)) {
      emitting.emit(1_000);
      assertThat(pipeline.forceFlush().join(60, SECONDS).isSuccess()).isTrue();
      park(SECONDS.toNanos(1)); // what was still going on is over

      Map<Long, Use> before = use();
      park(SECONDS.toNanos(SECONDS_IDLE));
      Map<Long, Use> after = use();

      long wakeUps = 0;
      long nanos = 0;
      for (Map.Entry<Long, Use> thread : after.entrySet()) { // those that have ended slept too
        Use earlier = before.getOrDefault(thread.getKey(), NONE);
        wakeUps += thread.getValue().wakeUps - earlier.wakeUps;
        nanos += thread.getValue().cpuNanos - earlier.cpuNanos;
      }
      System.out.printf(
          "idle for %d s, %d threads: %d wake-ups, %.3f ms of CPU%n",
          SECONDS_IDLE, after.size(), wakeUps, nanos / 1e6);
      assertThat(after).isNotEmpty();
      assertThat(wakeUps).isLessThanOrEqualTo(MOST_WAKE_UPS);
      if (Scale.FULL) {
        assertThat(nanos).isLessThan(MOST_CPU_NANOS);
      }
      emitting.emit(1);
      assertThat(pipeline.forceFlush().join(60, SECONDS).isSuccess()).isTrue();
      assertThat(use()).as("wake-ups are seen").isNotEqualTo(after);
    }
  }

  /** Of each thread of ours that lives, by its id. */
  private Map<Long, Use> use() {
    Map<Long, Use> uses = new HashMap<>();
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith("fulgurite")) {
        long id = thread.getThreadId();
        uses.put(id, new Use(thread.getWaitedCount(), threads.getThreadCpuTime(id)));
      }
    }
    return uses;
  }

  private static void park(long nanos) {
    long end = System.nanoTime() + nanos;
    while (end - System.nanoTime() > 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
