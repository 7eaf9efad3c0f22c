package dev.fulgurite.exporter.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.EventKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SamplingRuleTest {
  @Test
  void rules_areReadInOrder_whenWrittenWithSpaces() {
    assertThat(SamplingRule.parse(" kind:tool=0.1, agent:a=b:c =1,"))
        .containsExactly(
            new SamplingRule(SamplingRule.Subject.KIND, "tool", 0.1),
            new SamplingRule(SamplingRule.Subject.AGENT, "a=b:c", 1));
    assertThat(SamplingRule.parse("")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(EventKind.class)
  @Tag("seed:001.rules")
  void everyKind_hasARule(EventKind kind) {
    assertThat(SamplingRule.parse("kind:" + kind.word() + "=0.5").get(0).fits(kind.word(), null))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "kind:tol=0.1, 'kind:tol=0.1', 'tool'",
    "kind:tool=2, 'kind:tool=2', 'from 0.0 to 1.0'",
    "kind:tool=x, 'kind:tool=x', 'a number from 0.0 to 1.0'",
    "tool=0.1, 'tool=0.1', 'kind:KIND=RATE'",
    "name:tool=0.1, 'name:tool=0.1', 'agent:NAME=RATE'",
    "agent:=0.1, 'agent:=0.1', 'agent:NAME=RATE'",
    "kind:tool=NaN, 'kind:tool=NaN', 'from 0.0 to 1.0'"
  })
  void wrongRule_isNamedWithItsRemedy(String text, String rule, String remedy) {
    assertThatThrownBy(() -> SamplingRule.parse("kind:llm=1," + text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sampling rule '" + rule + "'")
        .hasMessageContaining(remedy);
  }
}
