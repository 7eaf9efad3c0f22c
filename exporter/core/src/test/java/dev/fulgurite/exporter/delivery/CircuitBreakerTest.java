package dev.fulgurite.exporter.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private static final long SECOND = 1_000_000_000L;

  private final CircuitBreaker breaker = new CircuitBreaker(3, Duration.ofSeconds(5));

  @Test
  void breaker_opens_afterFailuresInARow() {
    assertThat(fail(0)).isFalse();
    assertThat(fail(0)).isFalse();
    breaker.sent();
    breaker.succeeded();
    assertThat(fail(0)).isFalse();
    assertThat(fail(0)).isFalse();
    assertThat(breaker.permits(0)).isTrue();

    assertThat(fail(0)).isTrue();
    assertThat(breaker.permits(0)).isFalse();
    assertThat(breaker.permits(5 * SECOND - 1)).isFalse();
    assertThat(breaker.untilProbe(SECOND)).isEqualTo(4 * SECOND);
  }

  @Test
  void halfOpen_letsOneProbeGo() {
    open();

    assertThat(breaker.permits(5 * SECOND)).isTrue();
    assertThat(breaker.untilProbe(5 * SECOND)).isEqualTo(Long.MAX_VALUE);
    breaker.sent();
    assertThat(breaker.permits(5 * SECOND)).as("a second").isFalse();
    assertThat(breaker.succeeded()).isTrue();
    assertThat(breaker.permits(5 * SECOND)).isTrue();
    assertThat(breaker.failuresInARow()).isZero();
  }

  @Test
  void failedProbe_doublesThePause_upToEightTimes() {
    open();
    long now = 5 * SECOND;
    for (long pause : new long[] {10, 20, 40, 40, 40}) {
      assertThat(breaker.permits(now)).isTrue();
      assertThat(fail(now)).as("opened once").isFalse();
      assertThat(breaker.untilProbe(now)).isEqualTo(pause * SECOND);
      now += pause * SECOND;
    }
    breaker.sent();
    breaker.succeeded();
    open();
    assertThat(breaker.untilProbe(0)).as("starts small again").isEqualTo(5 * SECOND);
  }

  @Test
  void lateFailures_changeNothing_whenItIsOpen() {
    open();
    breaker.failed(4 * SECOND);

    assertThat(breaker.permits(5 * SECOND)).isTrue();
  }

  @Test
  void lateSuccess_closes() {
    open();

    assertThat(breaker.succeeded()).isTrue();
    assertThat(breaker.permits(0)).isTrue();
  }

  @Test
  void hurry_letsTheProbeGoNow() {
    open();
    breaker.hurry(SECOND);

    assertThat(breaker.permits(SECOND)).isTrue();
  }

  /** However it is used, what is sent while the destination fails stays few. */
  @Test
  void breaker_keepsTheLoadSmall_whileEverythingFails() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      CircuitBreaker drawn = new CircuitBreaker(1 + random.nextInt(5), Duration.ofSeconds(1));
      int sent = 0;
      for (long now = 0; now < 100 * SECOND; now += random.nextInt(50_000_000)) {
        if (drawn.permits(now)) {
          sent++;
          drawn.sent();
          drawn.failed(now);
        }
      }
      assertThat(sent).as("seed %d", seed).isBetween(10, 5 + 4 + 100 / 8);
    }
  }

  private boolean fail(long now) {
    breaker.sent();
    return breaker.failed(now);
  }

  private void open() {
    for (int i = 0; i < 3; i++) {
      fail(0);
    }
  }
}
