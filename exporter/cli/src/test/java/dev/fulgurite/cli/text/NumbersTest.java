package dev.fulgurite.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void exact_isTheShortestThatReadsBack() {
    assertThat(Numbers.exact(0.85)).isEqualTo("0.85");
    assertThat(Numbers.exact(17.0 / 20)).isEqualTo("0.85");
    assertThat(Numbers.exact(1.0 / 3)).isEqualTo("0.3333333333333333");
    assertThat(Numbers.exact(1)).isEqualTo("1");
    assertThat(Numbers.exact(-0.0)).isEqualTo("0");
    assertThat(Numbers.exact(2e-3)).isEqualTo("0.002");
    assertThat(Numbers.exact(1e21)).isEqualTo("1000000000000000000000");
    assertThat(Numbers.exact(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void exact_readsBack_whateverTheDouble() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15);
      assertThat(Double.parseDouble(Numbers.exact(value))).isEqualTo(value);
    }
  }

  @Test
  void duration_hasThreeDigitsOrSo() {
    assertThat(Numbers.duration(0)).isEqualTo("0 µs");
    assertThat(Numbers.duration(417)).isEqualTo("417 ns");
    assertThat(Numbers.duration(45_678)).isEqualTo("45 µs");
    assertThat(Numbers.duration(1_240_000)).isEqualTo("1.2 ms");
    assertThat(Numbers.duration(812_400_000)).isEqualTo("812 ms");
    assertThat(Numbers.duration(999_600_000)).isEqualTo("1.00 s");
    assertThat(Numbers.duration(2_310_000_000L)).isEqualTo("2.31 s");
    assertThat(Numbers.duration(185_000_000_000L)).isEqualTo("3 min 05 s");
    assertThat(Numbers.duration(7_260_000_000_000L)).isEqualTo("2 h 01 min");
    assertThat(Numbers.duration(-5)).isEqualTo("-5 ns");
    assertThat(Numbers.duration(-2_310_000_000L)).isEqualTo("-2.31 s");
    assertThat(Numbers.duration(Long.MIN_VALUE)).startsWith("-106,751 days");
    assertThat(Numbers.duration(3 * 86_400_000_000_000L)).isEqualTo("3 days");
  }

  @Test
  void counts_haveTheirNoun() {
    assertThat(Numbers.counted(1, "span")).isEqualTo("1 span");
    assertThat(Numbers.counted(1234, "span")).isEqualTo("1,234 spans");
    assertThat(Numbers.tokens(0, 0)).isEmpty();
    assertThat(Numbers.tokens(1204, 56)).isEqualTo("1,204→56");
    assertThat(Numbers.signed(0.5)).isEqualTo("+0.5");
    assertThat(Numbers.signed(0)).isEqualTo("0");
    assertThat(Numbers.bytes(1536)).isEqualTo("1.5 KiB");
    assertThat(Numbers.bytes(2L << 30)).isEqualTo("2.0 GiB");
  }
}
