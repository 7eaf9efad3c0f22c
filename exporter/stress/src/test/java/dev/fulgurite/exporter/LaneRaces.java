package dev.fulgurite.exporter;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Emitters, the worker and the end meet in the lanes: no span is lost there, none comes twice. */
final class LaneRaces {
  @JCStressTest
  @Outcome(id = "exact", expect = Expect.ACCEPTABLE, desc = "each span ended once")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a span or its room was lost or doubled")
  @State
  public static class OfferAgainstPoll extends RacedQueue {
    public OfferAgainstPoll() {
      super(OverflowPolicy.DROP_NEWEST, 2);
    }

    @Actor
    public void emitter() {
      offer(1, Lane.ORDINARY);
      offer(2, Lane.PRIORITY);
      offer(3, Lane.ORDINARY);
    }

    @Actor
    public void worker() {
      poll();
      poll();
    }

    @Arbiter
    public void verdict(L_Result result) {
      result.r1 = verdict();
    }
  }

  @JCStressTest
  @Outcome(id = "exact", expect = Expect.ACCEPTABLE, desc = "each span ended once")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a span or its room was lost or doubled")
  @State
  public static class DisplaceAgainstPoll extends RacedQueue {
    public DisplaceAgainstPoll() {
      super(OverflowPolicy.DROP_OLDEST, 1);
      offer(1, Lane.ORDINARY);
    }

    @Actor
    public void emitter() {
      offer(2, Lane.ORDINARY);
      offer(3, Lane.PRIORITY);
    }

    @Actor
    public void worker() {
      poll();
    }

    @Arbiter
    public void verdict(L_Result result) {
      result.r1 = verdict();
    }
  }

  @JCStressTest
  @Outcome(id = "exact", expect = Expect.ACCEPTABLE, desc = "each span ended once")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the end lost or doubled a span")
  @State
  public static class OfferAgainstTheEnd extends RacedQueue {
    private boolean rest;

    public OfferAgainstTheEnd() {
      super(OverflowPolicy.DROP_NEWEST, 2);
    }

    @Actor
    public void emitter() {
      offer(1, Lane.ORDINARY);
      offer(2, Lane.PRIORITY);
    }

    @Actor
    public void end() {
      queue.close();
      queue.dropRest(this::take);
      rest = queue.isEmpty();
    }

    @Arbiter
    public void verdict(L_Result result) {
      result.r1 = rest ? verdict() : "left behind";
    }
  }

  @JCStressTest
  @Outcome(id = "exact", expect = Expect.ACCEPTABLE, desc = "each span ended once")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a span or its room was lost or doubled")
  @State
  public static class DisplaceAgainstDisplace extends RacedQueue {
    public DisplaceAgainstDisplace() {
      super(OverflowPolicy.DROP_OLDEST, 1);
      offer(1, Lane.ORDINARY);
    }

    @Actor
    public void ordinary() {
      offer(2, Lane.ORDINARY);
    }

    @Actor
    public void priority() {
      offer(3, Lane.PRIORITY);
    }

    @Arbiter
    public void verdict(L_Result result) {
      result.r1 = verdict();
    }
  }

  /** Where there are three cores. */
  @JCStressTest
  @Outcome(id = "exact", expect = Expect.ACCEPTABLE, desc = "each span ended once")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a span or its room was lost or doubled")
  @State
  public static class TwoDisplaceAgainstPoll extends RacedQueue {
    public TwoDisplaceAgainstPoll() {
      super(OverflowPolicy.DROP_OLDEST, 1);
      offer(1, Lane.ORDINARY);
    }

    @Actor
    public void ordinary() {
      offer(2, Lane.ORDINARY);
    }

    @Actor
    public void priority() {
      offer(3, Lane.PRIORITY);
    }

    @Actor
    public void worker() {
      poll();
    }

    @Arbiter
    public void verdict(L_Result result) {
      result.r1 = verdict();
    }
  }

  private LaneRaces() {}
}
