package dev.fulgurite.exporter.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fulgurite.exporter.TestSpans;
import org.junit.jupiter.api.Test;

class TraceSamplingTest {
  @Test
  void share_isTheRate_whenIdsAreCounted() {
    TraceSampling sampling = new TraceSampling(0.3, 16);
    assertThat(kept(sampling)).isCloseTo(0.3, within(0.02));
    sampling.setRate(0.8);
    assertThat(kept(sampling)).as("traces from before").isCloseTo(0.3, within(0.02));
  }

  @Test
  void reason_isPressure_whereTheAskedRateWouldHaveKeptTheTrace() {
    TraceRate rate = new TraceRate(0.8, 2);
    assertThat(rate.effective()).isEqualTo(0.2);
    assertThat(rate.leavesOut(0.1)).isNull();
    assertThat(rate.leavesOut(0.2)).isEqualTo("pressure");
    assertThat(rate.leavesOut(0.8)).isEqualTo("rate");
  }

  @Test
  void newestRate_holdsForUnknownTraces_whenSomeWereForgotten() {
    TraceSampling sampling = new TraceSampling(1, 16);
    sampling.setRate(0);
    for (int i = 0; i < 1000; i++) {
      sampling.started(TestSpans.trace(i), false);
    }
    assertThat(sampling.leavesOut(TestSpans.trace(5000))).isEqualTo("rate");
  }

  private static double kept(TraceSampling sampling) {
    int kept = 0;
    for (int i = 0; i < 10_000; i++) {
      kept += sampling.leavesOut(TestSpans.trace(i)) == null ? 1 : 0;
    }
    return kept / 10_000.0;
  }
}
