package dev.fulgurite.agent.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HookChoiceTest {
  @Test
  void all_includesAll() {
    assertThat(choice("all").includes("langchain4j.chat")).isTrue();
  }

  @Test
  void prefix_endsAtADot() {
    assertThat(choice("langchain4j").includes("langchain4j.chat")).isTrue();
    assertThat(choice("langchain4j").includes("langchain4jx")).isFalse();
    assertThat(choice("langchain4j.chat").includes("langchain4j.tool")).isFalse();
  }

  @Test
  void lastWordThatFits_decides() {
    assertThat(choice("all", "-langchain4j").includes("langchain4j.chat")).isFalse();
    assertThat(choice("all", "-langchain4j", "langchain4j.chat").includes("langchain4j.chat"))
        .isTrue();
  }

  @Test
  void exclusionsAlone_leaveTheRestIn() {
    assertThat(choice("-annotations").includes("langchain4j.chat")).isTrue();
    assertThat(choice("-annotations").includes("annotations")).isFalse();
  }

  @Test
  void opentelemetrysPlaces_areLeftOut_whereTheyAreNamed() {
    assertThat(choice("langchain4j").keeps("opentelemetry.tap")).isTrue();
    assertThat(choice("-all", "openai").keeps("opentelemetry.tap")).isTrue();
    assertThat(choice("all", "-opentelemetry").keeps("opentelemetry.tap")).isFalse();
    assertThat(choice("-opentelemetry.tap").keeps("opentelemetry.tap")).isFalse();
    assertThat(choice("-opentelemetry.tap").keeps("opentelemetry.get")).isTrue();
  }

  private static HookChoice choice(String... words) {
    return new HookChoice(List.of(words));
  }

  @Test
  void hookThatIsOffByDefault_isWovenOnlyWhereItIsNamed() {
    assertThat(choice("all").includes("springai.advisor", false)).isFalse();
    assertThat(choice("springai").includes("springai.advisor.base", false)).isFalse();
    assertThat(choice("-langchain4j").includes("springai.advisor", false)).isFalse();
    assertThat(choice("all", "springai.advisor").includes("springai.advisor.base", false)).isTrue();
  }
}
