package dev.fulgurite.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every policy, number of producers and behaviour of exporters, with everything else drawn by a
 * seed. A slice in each build; {@code -Pstress} runs all of it. {@code -Dfulgurite.test.seed=N}
 * draws anew.
 */
class StressTest {
  private static final long SEED = Long.getLong("fulgurite.test.seed", 20261121L);
  private static final boolean FULL = Boolean.getBoolean("fulgurite.test.full");
  private static final int ROUNDS = FULL ? 7 : 1;
  private static final int SPANS = FULL ? 10_000 : 1_000;
  private static final int[] PRODUCERS = {1, 10, 64};

  private final Map<String, Long> totals = new TreeMap<>();
  private final Random random = new Random(SEED);
  private int cases;

  @Test
  @Tag("seed:001.lock-free")
  void everySpan_endsInExactlyOnePlace_whateverHappens() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      for (OverflowPolicy policy : OverflowPolicy.values()) {
        for (int producers : PRODUCERS) {
          for (Behaviour behaviour : Behaviour.values()) {
            run(StressCase.draw(random, policy, behaviour, new int[] {producers, SPANS}));
          }
        }
      }
    }
    report();
    assertThat(totals)
        .as("nothing that can become of a span was left out")
        .containsKeys(
            "delivered",
            "dropped.after_shutdown",
            "dropped.block_timeout",
            "dropped.error",
            "dropped.queue_full",
            "dropped.shutdown",
            "dropped.stalled",
            "failed.busy",
            "failed.exception",
            "failed.export_failed",
            "failed.rejected",
            "failed.shutdown",
            "failed.timeout",
            "failed.unauthorized",
            "failed.unavailable",
            "sampled_out.burst",
            "sampled_out.rate",
            "sampled_out.rule",
            "sampled_out.token_bucket");
  }

  private void run(StressCase drawn) throws InterruptedException {
    cases++;
    StressRun.of(drawn).forEach((fate, spans) -> totals.merge(fate, spans, Long::sum));
  }

  private void report() {
    long spans = totals.values().stream().mapToLong(Long::longValue).sum();
    System.out.printf("stress: seed %d, %d cases, %d spans%n", SEED, cases, spans);
    totals.forEach((fate, count) -> System.out.printf("  %-24s %,12d%n", fate, count));
  }
}
