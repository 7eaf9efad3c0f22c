package dev.fulgurite.exporter.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointChoiceTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long FAST = 1_000_000;
  private static final long SLOW = 2 * SECOND;

  private final Health first = health();
  private final Health second = health();
  private final Health third = health();
  private long now;

  @Test
  void choice_isTheFirst_whenAllAreWell() {
    assertThat(choice()).isZero();
  }

  @Test
  void choice_isTheNext_whenABreakerIsOpen_andGoesBackByAProbe() {
    fail(first, 5);
    assertThat(choice()).isOne();
    fail(second, 5);
    assertThat(choice()).isEqualTo(2);
    fail(third, 5);
    assertThat(choice()).isEqualTo(EndpointChoice.NONE);

    now = 5 * SECOND;
    assertThat(choice()).isZero();
    first.sent();
    assertThat(choice()).as("while the probe is under way").isOne();
    first.answered(now, FAST);
    assertThat(choice()).isZero();
  }

  @Test
  void choice_isTheNext_whenAnEndpointStaysSlow_andGoesBackWhenItIsFast() {
    answer(first, SLOW, 2);
    answer(first, FAST, 1);
    answer(first, SLOW, 2);
    assertThat(choice()).as("not in a row").isZero();
    answer(first, SLOW, 1);
    assertThat(choice()).isOne();

    now = 5 * SECOND;
    assertThat(choice()).as("the probe").isZero();
    answer(first, SLOW, 1);
    assertThat(choice()).isOne();
    now += 10 * SECOND;
    answer(first, FAST, 1);
    assertThat(choice()).isZero();
  }

  @Test
  void choice_isASlowOne_whenNoOtherWorks() {
    answer(first, SLOW, 3);
    fail(second, 5);
    fail(third, 5);

    assertThat(choice()).isZero();
  }

  @Test
  void choice_isTheNext_whenOneRefusesEverything() {
    for (int i = 0; i < 3; i++) {
      first.sent();
      first.refused(now);
    }

    assertThat(choice()).isOne();
    assertThat(EndpointChoice.of(List.of(first), i -> true, now)).as("alone").isZero();
  }

  @Test
  void choice_leavesAlone_whoAskedForIt() {
    first.sent();
    first.failed(now, 3 * SECOND);

    assertThat(choice()).isOne();
    assertThat(first.untilPermitted(now)).isEqualTo(3 * SECOND);
    first.hurry(now);
    assertThat(choice()).as("also at the end").isOne();
    now = 3 * SECOND;
    assertThat(choice()).isZero();
  }

  @Test
  void choice_leavesNobodyAlone_forMoreThanAMinute() {
    first.failed(now, Long.MAX_VALUE);

    assertThat(first.untilPermitted(now)).isEqualTo(60 * SECOND);
  }

  @Test
  void choice_leavesOut_whatIsNotUsable() {
    assertThat(EndpointChoice.of(List.of(first, second), i -> i == 1, now)).isOne();
  }

  private int choice() {
    return EndpointChoice.of(List.of(first, second, third), i -> true, now);
  }

  private void fail(Health health, int times) {
    for (int i = 0; i < times; i++) {
      health.sent();
      health.failed(now, 0);
    }
  }

  private void answer(Health health, long took, int times) {
    for (int i = 0; i < times; i++) {
      health.sent();
      health.answered(now, took);
    }
  }

  private static Health health() {
    return new Health(5, Duration.ofSeconds(5), Duration.ofSeconds(1));
  }
}
