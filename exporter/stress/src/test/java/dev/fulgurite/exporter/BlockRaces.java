package dev.fulgurite.exporter;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Who waits for room is woken when there is some. A wake-up that is lost shows in the time it took.
 */
final class BlockRaces {
  private static final int OVERSLEPT = -2;

  @JCStressTest
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "got the room")
  @Outcome(expect = Expect.FORBIDDEN, desc = "slept over it")
  @State
  public static class WaitAgainstWake {
    private final Waiters waiters = new Waiters();
    private final QueueLoad load = new QueueLoad(1, QueueLoad.MAX_BYTES);

    public WaitAgainstWake() {
      int unused = load.reserve(1);
    }

    @Actor
    public void emitter(I_Result result) {
      result.r1 = await(waiters, load);
    }

    @Actor
    public void worker() {
      load.release(1, 1);
      waiters.wake(1);
    }
  }

  @JCStressTest
  @Outcome(id = "queued, exact", expect = Expect.ACCEPTABLE, desc = "waited for the worker")
  @Outcome(expect = Expect.FORBIDDEN, desc = "slept over it, or a span was lost or doubled")
  @State
  public static class BlockAgainstPoll extends RacedQueue {
    public BlockAgainstPoll() {
      super(OverflowPolicy.BLOCK, 1);
      offer(1, Lane.ORDINARY);
    }

    @Actor
    public void emitter(LL_Result result) {
      result.r1 = offer(2, Lane.ORDINARY);
    }

    @Actor
    public void worker() {
      poll();
    }

    @Arbiter
    public void verdict(LL_Result result) {
      result.r2 = verdict();
    }
  }

  @JCStressTest
  @Outcome(
      id = {"queued, exact", "shutdown, exact", "after_shutdown, exact"},
      expect = Expect.ACCEPTABLE,
      desc = "queued before the end, or refused by it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "slept over it, or a span was lost or doubled")
  @State
  public static class BlockAgainstTheEnd extends RacedQueue {
    public BlockAgainstTheEnd() {
      super(OverflowPolicy.BLOCK, 1);
      offer(1, Lane.ORDINARY);
    }

    @Actor
    public void emitter(LL_Result result) {
      result.r1 = offer(2, Lane.ORDINARY);
    }

    @Actor
    public void end() {
      queue.close();
      queue.dropRest(this::take);
    }

    @Arbiter
    public void verdict(LL_Result result) {
      result.r2 = verdict();
    }
  }

  /** Where there are three cores. */
  @JCStressTest
  @Outcome(
      id = {"1, 2", "2, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "both got room")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one slept over it")
  @State
  public static class TwoWaitAgainstOneWake {
    private final Waiters waiters = new Waiters();
    private final QueueLoad load = new QueueLoad(2, QueueLoad.MAX_BYTES);

    public TwoWaitAgainstOneWake() {
      int unused = load.reserve(1) + load.reserve(1);
    }

    @Actor
    public void one(II_Result result) {
      result.r1 = await(waiters, load);
    }

    @Actor
    public void other(II_Result result) {
      result.r2 = await(waiters, load);
    }

    @Actor
    public void worker() {
      load.release(2, 2);
      waiters.wake(1);
    }
  }

  private static int await(Waiters waiters, QueueLoad load) {
    long begin = System.nanoTime();
    int size = waiters.await(() -> load.reserve(1), RacedQueue.TIMEOUT.toNanos());
    return RacedQueue.isOverslept(begin) ? OVERSLEPT : size;
  }

  private BlockRaces() {}
}
