package dev.fulgurite.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How fast a store is filled, million by million, and what one of its threads takes meanwhile. */
final class FillClock {
  private static final int LAP = 1_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final String thread;
  private final List<Long> laps = new ArrayList<>();

  /** By the thread's number: it ends when it has nothing to do, and another one begins. */
  private final Map<Long, Long> cpu = new HashMap<>();

  private long nanos;
  private int spans;

  interface Work {
    void run() throws Exception;
  }

  FillClock(String thread) {
    this.thread = thread;
  }

  void run(int more, Work work) throws Exception {
    long before = System.nanoTime();
    work.run();
    nanos += System.nanoTime() - before;
    spans += more;
    if (spans >= LAP) {
      laps.add(nanos / spans);
      nanos = 0;
      spans = 0;
      look();
    }
  }

  /** Notes what the thread has taken so far; often enough, or its end is missed. */
  void look() {
    for (ThreadInfo info : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (info != null && info.getThreadName().equals(thread)) {
        cpu.put(info.getThreadId(), THREADS.getThreadCpuTime(info.getThreadId()));
      }
    }
  }

  double cpuSeconds() {
    return cpu.values().stream().mapToLong(Long::longValue).sum() / 1e9;
  }

  /** Of less than a million spans 1. */
  double lastToFirst() {
    return laps.isEmpty() ? 1 : (double) laps.get(0) / laps.get(laps.size() - 1);
  }
}
