package dev.fulgurite.chaos;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.pipeline.StorePipeline;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  private record Use(long wakeUps, long cpuNanos) {}

  @Test
  void threadsOfOurs_sleep_whenNothingIsEmitted() {
    StorePipeline pipeline = StoreFiles.pipeline(folder.resolve("store.db"), Map.of());
    try (Emitting emitting = new Emitting(pipeline)) {
      emitting.emit(1_000);
      assertThat(pipeline.forceFlush().join(60, SECONDS).isSuccess()).isTrue();
      park(SECONDS.toNanos(1)); // what was still going on is over

      List<ThreadInfo> ours = ours();
      Use before = use(ours);
      park(SECONDS.toNanos(SECONDS_IDLE));
      Use after = use(ours);

      long wakeUps = after.wakeUps - before.wakeUps;
      long nanos = after.cpuNanos - before.cpuNanos;
      System.out.printf(
          "idle for %d s, %d threads: %d wake-ups, %.3f ms of CPU%n",
          SECONDS_IDLE, ours.size(), wakeUps, nanos / 1e6);
      assertThat(ours).isNotEmpty();
      assertThat(wakeUps).isLessThanOrEqualTo(MOST_WAKE_UPS);
      if (Scale.FULL) {
        assertThat(nanos).isLessThan(MOST_CPU_NANOS);
      }
      emitting.emit(1);
      assertThat(pipeline.forceFlush().join(60, SECONDS).isSuccess()).isTrue();
      assertThat(use(ours).wakeUps).as("wake-ups are seen").isGreaterThan(after.wakeUps);
    }
  }

  private List<ThreadInfo> ours() {
    List<ThreadInfo> ours = new ArrayList<>();
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith("fulgurite")) {
        ours.add(thread);
      }
    }
    return ours;
  }

  /** A thread that has ended in the meantime uses nothing any more. */
  private Use use(List<ThreadInfo> ours) {
    long wakeUps = 0;
    long nanos = 0;
    for (ThreadInfo thread : ours) {
      ThreadInfo now = threads.getThreadInfo(thread.getThreadId());
      wakeUps += now == null ? 0 : now.getWaitedCount();
      nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
    }
    return new Use(wakeUps, nanos);
  }

  private static void park(long nanos) {
    long end = System.nanoTime() + nanos;
    while (end - System.nanoTime() > 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
