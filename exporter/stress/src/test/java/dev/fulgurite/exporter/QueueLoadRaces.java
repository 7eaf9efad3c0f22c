package dev.fulgurite.exporter;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** The bound is exact, and what is given back can be had again. */
final class QueueLoadRaces {
  private static final long BYTES = 10;

  @JCStressTest
  @Outcome(
      id = {"1, 0", "0, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "one of two fits")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the bound of one is not exact")
  @State
  public static class TwoForOnePlace {
    private final QueueLoad load = new QueueLoad(1, QueueLoad.MAX_BYTES);

    @Actor
    public void first(II_Result result) {
      result.r1 = load.reserve(BYTES);
    }

    @Actor
    public void second(II_Result result) {
      result.r2 = load.reserve(BYTES);
    }
  }

  /** Where there are three cores. */
  @JCStressTest
  @Outcome(
      id = {"1, 2, 0", "2, 1, 0"},
      expect = Expect.ACCEPTABLE,
      desc = "two of three fit")
  @Outcome(
      id = {"1, 0, 2", "2, 0, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "two of three fit")
  @Outcome(
      id = {"0, 1, 2", "0, 2, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "two of three fit")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the bound of two is not exact")
  @State
  public static class ThreeForTwoPlaces {
    private final QueueLoad load = new QueueLoad(2, QueueLoad.MAX_BYTES);

    @Actor
    public void first(III_Result result) {
      result.r1 = load.reserve(BYTES);
    }

    @Actor
    public void second(III_Result result) {
      result.r2 = load.reserve(BYTES);
    }

    @Actor
    public void third(III_Result result) {
      result.r3 = load.reserve(BYTES);
    }
  }

  @JCStressTest
  @Outcome(
      id = {"1, 0", "0, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "one of two fits the bytes")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the bound of bytes is not exact")
  @State
  public static class TwoForTheBytesOfOne {
    private final QueueLoad load = new QueueLoad(8, BYTES);

    @Actor
    public void first(II_Result result) {
      result.r1 = load.reserve(BYTES);
    }

    @Actor
    public void second(II_Result result) {
      result.r2 = load.reserve(BYTES);
    }
  }

  @JCStressTest
  @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "came before there was room")
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "took the room that was given back")
  @Outcome(expect = Expect.FORBIDDEN, desc = "room was lost or made")
  @State
  public static class ReserveAgainstRelease {
    private final QueueLoad load = new QueueLoad(1, QueueLoad.MAX_BYTES);

    public ReserveAgainstRelease() {
      int unused = load.reserve(BYTES);
    }

    @Actor
    public void reserve(II_Result result) {
      result.r1 = load.reserve(BYTES);
    }

    @Actor
    public void release() {
      load.release(1, BYTES);
    }

    @Arbiter
    public void left(II_Result result) {
      result.r2 = load.bytes() == load.spans() * BYTES ? load.spans() : -1;
    }
  }

  @JCStressTest
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "came before the end")
  @Outcome(id = "-1, 0", expect = Expect.ACCEPTABLE, desc = "came after the end")
  @Outcome(expect = Expect.FORBIDDEN, desc = "refused and counted, or the other way round")
  @State
  public static class ReserveAgainstClose {
    private final QueueLoad load = new QueueLoad(4, QueueLoad.MAX_BYTES);

    @Actor
    public void reserve(II_Result result) {
      result.r1 = load.reserve(BYTES);
    }

    @Actor
    public void close() {
      load.close();
    }

    @Arbiter
    public void left(II_Result result) {
      result.r2 = load.isClosed() ? load.spans() : -1;
    }
  }

  private QueueLoadRaces() {}
}
