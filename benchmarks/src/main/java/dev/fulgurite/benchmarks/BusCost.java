package dev.fulgurite.benchmarks;

import dev.fulgurite.api.Session;
import io.opentelemetry.context.Scope;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * What the event bus adds to a span of the emitting thread, beside the span's own cost. Three
 * programs in one JVM record bursts in turn, in a session; what counts is the CPU time of the
 * thread that emits, which a busy machine disturbs less than the clock on the wall.
 */
final class BusCost {
  private static final int WARM_UP = 4_000;
  private static final int ROUNDS = Integer.getInteger("benchmarks.rounds", 4_000);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  static void run(Table table) {
    try (BusProgram without = BusProgram.withoutBus();
        BusProgram unheard = BusProgram.unheard();
        BusProgram heard = BusProgram.heard();
        Scope session = Session.builder("s-1").user("u-1").open()) {
      BusProgram[] programs = {without, unheard, heard};
      report(table, programs, BusProgram::spans, "a span that is no event");
      report(table, programs, BusProgram::agents, "an agent's span, which is two events");
      report(table, programs, BusProgram::events, "an emitted event");
      if (session == Scope.noop()) {
        throw new IllegalStateException("no session is open");
      }
    }
  }

  private static void report(
      Table table, BusProgram[] programs, BusProgram.Burst burst, String what) {
    double[] nanos = measure(programs, burst);
    add(table, what + ", nobody subscribed", nanos[1] - nanos[0], nanos[0]);
    add(table, what + ", one handler of all", nanos[2] - nanos[0], nanos[0]);
  }

  private static void add(Table table, String what, double added, double own) {
    table.row("the bus adds to " + what + "; the span itself", "ns", new Medians(added, own));
  }

  /** Nanoseconds a span, medians of all bursts, in the order of the programs. */
  private static double[] measure(BusProgram[] programs, BusProgram.Burst burst) {
    long[][] nanos = new long[programs.length][ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (int turn = 0; turn < programs.length; turn++) {
        int which = Math.floorMod(round + turn, programs.length);
        long taken = time(programs[which], burst);
        if (round >= 0) {
          nanos[which][round] = taken;
        }
      }
    }
    return Arrays.stream(nanos).mapToDouble(BusCost::median).toArray();
  }

  private static long time(BusProgram program, BusProgram.Burst burst) {
    program.catchUp();
    long before = THREADS.getCurrentThreadCpuTime();
    burst.record(program);
    return THREADS.getCurrentThreadCpuTime() - before;
  }

  private static double median(long[] bursts) {
    long[] sorted = bursts.clone();
    Arrays.sort(sorted);
    return (double) sorted[sorted.length / 2] / BusProgram.BURST;
  }

  private BusCost() {}
}
