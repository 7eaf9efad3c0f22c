package dev.fulgurite.exporter;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** No increment is lost, also where two threads share a cell. */
@JCStressTest
@Outcome(id = "4", expect = Expect.ACCEPTABLE, desc = "all there")
@Outcome(expect = Expect.FORBIDDEN, desc = "an increment was lost")
@State
public class StripedCounterRaces {
  private final StripedCounter counter = new StripedCounter();

  @Actor
  public void first() {
    counter.increment();
    counter.increment();
  }

  @Actor
  public void second() {
    counter.increment();
    counter.increment();
  }

  @Arbiter
  public void sum(J_Result result) {
    result.r1 = counter.sum();
  }
}
