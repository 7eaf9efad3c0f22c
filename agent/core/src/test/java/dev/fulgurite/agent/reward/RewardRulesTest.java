package dev.fulgurite.agent.reward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewardRulesTest {
  @Test
  void source_isWorthOneOrNothing_underItsOwnName() {
    RewardRules rules = rules("test", "tool");

    assertThat(rules.of("test", true)).isEqualTo(new RewardRule("primary", 1));
    assertThat(rules.of("test", false)).isEqualTo(new RewardRule("primary", 0));
    assertThat(rules.of("tool", true)).isEqualTo(new RewardRule("tool", 1));
    assertThat(rules.of("guardrail", true)).isNull();
    assertThat(rules.problems()).isEmpty();
  }

  @Test
  void outcome_hasItsOwnValueAndName() {
    RewardRules rules =
        rules("tool.failed=-0.5:tools", "retry=-2", "a.B$C[isRight]:accuracy", "a.D[score]");

    assertThat(rules.of("tool", false)).isEqualTo(new RewardRule("tools", -0.5));
    assertThat(rules.of("tool", true)).isNull();
    assertThat(rules.ofRetry()).isEqualTo(new RewardRule("retry", -2));
    assertThat(rules.methods())
        .containsEntry("a.B$C[isRight]", "accuracy")
        .containsEntry("a.D[score]", "primary");
  }

  @ParameterizedTest
  @CsvSource({
    "tests, is no outcome",
    "tool=1, which of its outcomes",
    "tool.failed=much, no finite number",
    "tool.failed=NaN, no finite number",
    "a.B[m]=1, a method's result is its reward",
    "what ever, is no rule"
  })
  void badEntry_isNamed_andIgnored(String entry, String problem) {
    RewardRules rules = RewardRules.parse("fulgurite.rewards", List.of(entry, "test"));

    assertThat(rules.problems())
        .singleElement()
        .asString()
        .contains("fulgurite.rewards", "'" + entry + "'", problem);
    assertThat(rules.include("test")).isTrue();
  }

  private static RewardRules rules(String... entries) {
    return RewardRules.parse("fulgurite.rewards", List.of(entries));
  }
}
