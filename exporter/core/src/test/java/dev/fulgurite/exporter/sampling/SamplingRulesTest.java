package dev.fulgurite.exporter.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingRulesTest {
  @Test
  void keeps_decidesByTheFirstRuleThatMatches() {
    SamplingRules rules = SamplingRules.parse("agent:planner=1, kind:TOOL=0,agent:coder=0");

    assertThat(rules.keeps("tool", "planner", id(1))).isTrue();
    assertThat(rules.keeps("tool", "coder", id(1))).isFalse();
    assertThat(rules.keeps("llm", "coder", id(1))).isFalse();
    assertThat(rules.keeps("llm", null, id(1))).isTrue();
  }

  @Test
  void keeps_keepsTheShare() {
    SamplingRules rules = SamplingRules.parse("kind:tool=0.1");

    long kept = LongStream.range(1, 10_001).filter(i -> rules.keeps("tool", null, id(i))).count();

    assertThat(kept).isBetween(900L, 1100L);
  }

  @Test
  void parse_readsWhatToStringWrites() {
    SamplingRules rules = SamplingRules.parse("kind:tool=0.1,agent:a:b=c=0.5");

    assertThat(rules).hasToString("kind:tool=0.1,agent:a:b=c=0.5");
    assertThat(SamplingRules.parse(rules.toString())).hasToString(rules.toString());
    assertThat(SamplingRules.parse(" ").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tool=0.1", "kind:tool", "kind:=1", "kind:tool=2", "kind:tool=NaN", "agnt:a=1"})
  void parse_namesTheRuleAndTheRemedy_whenItCannotBeRead(String rule) {
    assertThatThrownBy(() -> SamplingRules.parse("kind:llm=1," + rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("'" + rule + "'", "kind:KIND=SHARE", "0.0 to 1.0");
  }

  private static String id(long id) {
    return String.format("%016x", id);
  }
}
