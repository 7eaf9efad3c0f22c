package dev.fulgurite.exporter.delivery;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  @Test
  void delay_growsByTheFactor_upToItsBound() {
    RetryPolicy policy =
        RetryPolicy.builder().setMaxBackoff(Duration.ofSeconds(3)).setMultiplier(2).build();

    assertThat(policy.delayNanos(1, 0.5)).isEqualTo(MILLISECONDS.toNanos(1000));
    assertThat(policy.delayNanos(2, 0.5)).isEqualTo(MILLISECONDS.toNanos(2000));
    assertThat(policy.delayNanos(3, 0.5)).isEqualTo(MILLISECONDS.toNanos(3000));
    assertThat(policy.delayNanos(5000, 0.5)).isEqualTo(MILLISECONDS.toNanos(3000));
  }

  @Test
  void delay_variesByTheJitter() {
    assertThat(RetryPolicy.standard().delayNanos(1, 0)).isEqualTo(MILLISECONDS.toNanos(800));
    assertThat(RetryPolicy.standard().delayNanos(1, 1)).isEqualTo(MILLISECONDS.toNanos(1200));
  }

  @Test
  void none_hasNoSecondTry() {
    assertThat(new Backoff(RetryPolicy.none(), 0).failed(0, 0, 0.5)).isEqualTo(Backoff.NO_MORE);
  }

  @Test
  void backoff_waitsAsLongAsItWasAsked() {
    Backoff backoff = new Backoff(RetryPolicy.standard(), 0);

    assertThat(backoff.failed(0, MILLISECONDS.toNanos(7000), 0.5))
        .isEqualTo(MILLISECONDS.toNanos(7000));
    assertThat(backoff.failed(0, MILLISECONDS.toNanos(60_001), 0.5))
        .as("longer than it may take in all")
        .isEqualTo(Backoff.NO_MORE);
  }

  @Test
  void backoff_isBoundedInTriesAndTime_whateverHappens() {
    for (int seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      RetryPolicy policy = draw(random);
      long start = random.nextLong();
      long now = start;
      long lastBegin = now;
      Backoff backoff = new Backoff(policy, start);
      int tries = 1;
      while (true) {
        now += random.nextInt(2_000_000_000);
        long asked = random.nextInt(4) == 0 ? random.nextLong() >>> random.nextInt(63) : 0;
        long wait = backoff.failed(now, Math.max(asked, 0), random.nextDouble());
        if (wait == Backoff.NO_MORE) {
          break;
        }
        assertThat(wait).isGreaterThanOrEqualTo(Math.max(asked, 0));
        now += wait;
        lastBegin = now;
        tries++;
      }
      assertThat(tries).as("seed %d", seed).isLessThanOrEqualTo(policy.maxAttempts());
      assertThat(lastBegin - start)
          .as("seed %d", seed)
          .isLessThanOrEqualTo(policy.maxElapsed().toNanos());
    }
  }

  @Test
  void builder_refuses_whatMakesNoSense() {
    RetryPolicyBuilder builder = RetryPolicy.builder();

    assertThatThrownBy(() -> builder.setMaxAttempts(0))
        .hasMessage("maxAttempts must be at least 1, was 0");
    assertThatThrownBy(() -> builder.setMultiplier(0.5))
        .hasMessage("multiplier must be from 1 to 100, was 0.5");
    assertThatThrownBy(() -> builder.setJitter(Double.NaN))
        .hasMessage("jitter must be from 0.0 to 1.0, was NaN");
    assertThatThrownBy(() -> builder.setMaxElapsed(Duration.ofMillis(-1)))
        .hasMessage("maxElapsed must not be negative, was PT-0.001S");
  }

  @Test
  void toString_showsTheSettings() {
    assertThat(RetryPolicy.none()).hasToString("RetryPolicy{none}");
    assertThat(RetryPolicy.standard())
        .hasToString(
            "RetryPolicy{maxAttempts=8, initialBackoff=PT1S, multiplier=1.5, maxBackoff=PT10S,"
                + " maxElapsed=PT1M, jitter=0.2}");
  }

  private static RetryPolicy draw(Random random) {
    return RetryPolicy.builder()
        .setMaxAttempts(1 + random.nextInt(30))
        .setInitialBackoff(Duration.ofMillis(random.nextInt(3000)))
        .setMultiplier(1 + random.nextDouble() * 4)
        .setMaxBackoff(Duration.ofMillis(random.nextInt(20_000)))
        .setMaxElapsed(Duration.ofMillis(random.nextInt(120_000)))
        .setJitter(random.nextDouble())
        .build();
  }
}
