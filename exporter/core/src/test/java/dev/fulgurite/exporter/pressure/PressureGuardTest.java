package dev.fulgurite.exporter.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PressureGuardTest {
  private static final long SECOND = 1_000_000_000;

  private final List<String> told = new ArrayList<>();
  private final AtomicInteger looks = new AtomicInteger();
  private double heap = 0.1;
  private double cpu = 0.1;
  private long now = Long.MAX_VALUE - 3 * SECOND; // the clock may go past the end

  private final PressureGuard.Effects effects =
      new PressureGuard.Effects() {
        @Override
        public void heap(boolean scarce, double usage) {
          told.add("heap " + scarce);
        }

        @Override
        public void cpu(int halvings, double load) {
          told.add("cpu " + halvings);
        }

        @Override
        public void errors(boolean many, long failed, long settled) {
          told.add("errors " + many + " " + failed + "/" + settled);
        }
      };

  private final PressureGuard guard = guard(PressureSettings.DEFAULT);

  private PressureGuard guard(PressureSettings settings) {
    return new PressureGuard(
        settings,
        () -> {
          looks.incrementAndGet();
          return new Probes(() -> heap, () -> cpu);
        },
        effects);
  }

  @Test
  void nothing_isLookedAt_beforeASecondHasPassed() {
    guard.check(now, 0, 0);
    guard.check(now + SECOND - 1, 0, 0);
    assertThat(looks).hasValue(0);
    heap = 0.9;
    guard.check(now + SECOND, 0, 0);
    assertThat(told).containsExactly("heap true");
    heap = 0.1;
    guard.check(now + SECOND + SECOND - 1, 0, 0);
    assertThat(told).hasSize(1);
  }

  @Test
  void nothing_isLookedAt_whenSwitchedOff() {
    PressureGuard off = guard(PressureSettings.DEFAULT.withEnabled(false));
    heap = 1;
    for (int i = 0; i < 5; i++) {
      assertThat(off.isDue(now)).isFalse();
      off.check(now, 0, 0);
      now += SECOND;
    }
    assertThat(looks).hasValue(0);
    assertThat(off.untilDue(now)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void heap_isScarceUntilItIsClearlyNot() {
    see(0.8, 0);
    see(0.81, 0);
    see(0.75, 0);
    see(Double.NaN, 0);
    see(0.71, 0);
    assertThat(told).containsExactly("heap true");
    see(0.69, 0);
    see(0.8, 0);
    assertThat(told).containsExactly("heap true", "heap false");
  }

  @Test
  void rate_goesDownAndComesBackStepByStep() {
    for (int i = 0; i < 4; i++) {
      see(0, 0.95);
    }
    see(0, 0.9);
    for (int i = 0; i < 4; i++) {
      see(0, 0.95);
    }
    assertThat(told).as("a short while").isEmpty();
    see(0, 0.95);
    see(0, 1.0);
    see(0, 0.8);
    see(0, Double.NaN);
    see(0, 0.6);
    see(0, 0.6);
    see(0, 0.6);
    assertThat(told).containsExactly("cpu 1", "cpu 2", "cpu 1", "cpu 0");
    assertThat(guard.untilDue(now)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void rate_hasALeast_andSomebodyMustAskUntilItIsBack() {
    for (int i = 0; i < 20; i++) {
      see(0, 1);
    }
    assertThat(told).hasSize(6).endsWith("cpu 6");
    assertThat(guard.untilDue(now)).isEqualTo(SECOND);
  }

  @Test
  @Tag("seed:001.errors-5")
  void errors_areToldOnceWithNumbers_andAgainWhenTheyAreGone() {
    fail(950, 50);
    assertThat(told).isEmpty();
    fail(900, 100);
    fail(900, 100);
    fail(960, 40);
    assertThat(told).containsExactly("errors true 100/1000");
    fail(990, 10);
    assertThat(told).containsExactly("errors true 100/1000", "errors false 10/1000");
  }

  @Test
  void errors_ofAFewSpans_areNoRate() {
    fail(0, 10);
    assertThat(told).isEmpty();
    fail(0, 10);
    assertThat(told).containsExactly("errors true 20/20");
  }

  private long delivered;
  private long failed;

  private void fail(int good, int bad) {
    guard.check(now, delivered, failed);
    delivered += good;
    failed += bad;
    now += 10 * SECOND;
    guard.check(now, delivered, failed);
  }

  private void see(double usage, double load) {
    guard.check(now, 0, 0);
    heap = usage;
    cpu = load;
    now += SECOND;
    guard.check(now, 0, 0);
  }

  @Test
  void settings_nameWhatIsWrong() {
    assertThatThrownBy(() -> new PressureSettings(true, 80, 0.9, 0.05))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("heap must be from 0.0 to 1.0, was 80.0");
  }
}
