package dev.fulgurite.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.site.WatchedMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodListTest {
  @Test
  void classesAndMethods_areRead_blanksAsideAndEmptyEntriesToo() {
    MethodList list = MethodList.parse("k", " a.B[m1, m2] ; c.D$E[ m ];;Top[x]; ");

    assertThat(list.problems()).isEmpty();
    assertThat(list.methods())
        .containsExactly(
            new WatchedMethod("a.B", "m1"),
            new WatchedMethod("a.B", "m2"),
            new WatchedMethod("c.D$E", "m"),
            new WatchedMethod("Top", "x"));
    assertThat(list.methods().get(2).id()).isEqualTo("c.D$E[m]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.B",
        "a.B[]",
        "a.B[m",
        "a.B m]",
        "[m]",
        "a.B[m,]",
        "a..B[m]",
        "a.B[<init>]",
        "a.B[*]",
        "1.B[m]",
        "a.B[m][n]"
      })
  void wrongEntry_isNamedWithKeyAndRemedy_andTheOthersHold(String wrong) {
    MethodList list = MethodList.parse("fulgurite.instrument.methods", wrong + ";c.D[m]");

    assertThat(list.methods()).containsExactly(new WatchedMethod("c.D", "m"));
    assertThat(list.problems())
        .singleElement()
        .asString()
        .contains("fulgurite.instrument.methods", "'" + wrong + "'", "pkg.Class[method1,method2]");
  }
}
