package dev.fulgurite.exporter.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void tokenBucket_neverPassesMoreThanRateAndBurst_inAnyTime(long seed) {
    Random random = new Random(seed);
    double rate = 1 + random.nextDouble() * 1000;
    int burst = 1 + random.nextInt(20);
    long now = random.nextLong(); // nanoTime may be negative and may wrap
    TokenBucket bucket = new TokenBucket(rate, burst, now);
    List<Long> passed = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      now += random.nextInt(random.nextInt(10) == 0 ? 50_000_000 : 500_000);
      if (bucket.tryTake(now)) {
        passed.add(now);
      }
    }

    assertThat(passed).hasSizeBetween(burst, 1499);
    for (int from = 0; from < passed.size(); from++) {
      for (int to = from; to < passed.size(); to++) {
        double seconds = (passed.get(to) - passed.get(from)) / 1e9;
        assertThat(to - from + 1.0).isLessThanOrEqualTo(rate * seconds + burst + 1e-6);
      }
    }
  }

  @Test
  void tokenBucket_passesTheWholeBurstAndThenTheRate() {
    TokenBucket bucket = new TokenBucket(10, 3, 0);

    assertThat(List.of(bucket.tryTake(0), bucket.tryTake(0), bucket.tryTake(0))).containsOnly(true);
    assertThat(bucket.tryTake(99_999_999)).isFalse();
    assertThat(bucket.tryTake(100_000_000)).isTrue();
    assertThat(bucket.tryTake(100_000_000)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void slidingWindow_neverPassesMoreThanItsLimit_inAnyWindow(long seed) {
    Random random = new Random(seed);
    int limit = 1 + random.nextInt(30);
    long window = 1 + random.nextInt(1000);
    long now = random.nextLong();
    SlidingWindow sliding = new SlidingWindow(limit, window);
    List<Long> passed = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      now += random.nextInt(20) == 0 ? random.nextInt(2000) : random.nextInt(5);
      if (sliding.hasRoom(now)) {
        sliding.pass(now);
        passed.add(now);
      }
    }

    assertThat(passed).hasSizeGreaterThan(limit);
    for (int i = limit; i < passed.size(); i++) {
      assertThat(passed.get(i) - passed.get(i - limit)).isGreaterThanOrEqualTo(window);
    }
  }

  @Test
  void limits_refuse_whatMakesNoSense() {
    assertThatThrownBy(() -> new TokenBucket(Double.NaN, 1, 0))
        .hasMessage("maxSpansPerSecond must be a number above 0, was NaN");
    assertThatThrownBy(() -> new TokenBucket(1, 0, 0))
        .hasMessage("bucket size must be at least 1, was 0");
    assertThatThrownBy(() -> new SlidingWindow(0, 1))
        .hasMessage("burst limit must be from 1 to 1000000, was 0");
    assertThatThrownBy(() -> new SlidingWindow(1, 0)).hasMessage("burst window must be above zero");
  }
}
