package dev.fulgurite.exporter.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingLimitsTest {
  private static final long SECOND = 1_000_000_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  @Tag("seed:001.token-bucket")
  void tokenBucket_neverGivesMoreThanRateTimesTimePlusBurst_inAnyStretch(long seed) {
    Random random = new Random(seed);
    double perSecond = Math.exp(random.nextDouble() * 10 - 1);
    int burst = 1 + random.nextInt(50);
    long now = random.nextLong();
    TokenBucket bucket = new TokenBucket(perSecond, burst, now);
    List<Long> given = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      now +=
          random.nextInt(10) == 0 ? (long) (random.nextDouble() * 20 * SECOND / perSecond) : 1000;
      if (bucket.tryTake(now)) {
        given.add(now);
      }
    }
    assertThat(given.size()).isGreaterThan(burst);
    for (int from = 0; from < given.size(); from++) {
      for (int to = from; to < given.size(); to++) {
        double seconds = (given.get(to) - given.get(from)) / 1e9;
        assertThat(to - from + 1.0).isLessThanOrEqualTo(perSecond * seconds + burst + 1e-6);
      }
    }
  }

  @Test
  void tokenBucket_givesTheBurstAtOnceAndThenTheRate_whenAskedAllTheTime() {
    TokenBucket bucket = new TokenBucket(100, 5, 0);
    int atOnce = 0;
    while (bucket.tryTake(0)) {
      atOnce++;
    }
    int later = 0;
    for (long now = 0; now <= 10 * SECOND; now += 1_000_000) {
      later += bucket.tryTake(now) ? 1 : 0;
    }
    assertThat(atOnce).isEqualTo(5);
    assertThat(later).isEqualTo(1000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  @Tag("seed:001.burst-window")
  void burstWindow_neverLetsMoreThanTheLimitThrough_inAnyWindow(long seed) {
    Random random = new Random(seed);
    int limit = 1 + random.nextInt(40);
    long length = 1 + random.nextInt(1_000_000);
    BurstWindow window = new BurstWindow(limit, length);
    long now = random.nextLong();
    List<Long> passed = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      now += (long) (random.nextDouble() * random.nextDouble() * 2 * length / limit);
      if (window.tryEnter(now)) {
        passed.add(now);
      }
    }
    assertThat(passed.size()).isGreaterThan(limit);
    for (int i = limit; i < passed.size(); i++) {
      assertThat(passed.get(i) - passed.get(i - limit)).isGreaterThanOrEqualTo(length);
    }
  }

  @Test
  void burstWindow_letsTheLimitThroughAgain_whenTheWindowHasPassed() {
    BurstWindow window = new BurstWindow(2, 100);
    assertThat(List.of(window.tryEnter(0), window.tryEnter(60), window.tryEnter(99)))
        .containsExactly(true, true, false);
    assertThat(List.of(window.tryEnter(100), window.tryEnter(159), window.tryEnter(160)))
        .containsExactly(true, false, true);
  }
}
