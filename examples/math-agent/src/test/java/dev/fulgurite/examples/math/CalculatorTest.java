package dev.fulgurite.examples.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CalculatorTest {
  private final Calculator calculator = new Calculator();

  @Test
  void calculate_countsEachCall_failedOnesToo() {
    assertThat(calculator.calculate("6*7")).isEqualTo("42");
    assertThatThrownBy(() -> calculator.calculate("6/0")).isInstanceOf(ArithmeticException.class);

    assertThat(calculator.calls()).isEqualTo(2);
    assertThat(calculator.failures()).isEqualTo(1);
  }

  @Test
  void calculate_writesPlainNumbers() {
    assertThat(calculator.calculate("1000*1000*1000*10")).isEqualTo("10000000000");
    assertThat(calculator.calculate("1/1000/1000/100")).isEqualTo("0.00000001");
  }
}
