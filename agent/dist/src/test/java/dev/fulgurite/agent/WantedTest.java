package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WantedTest {
  private static final String KEY = "fulgurite.agent.enabled=";

  @ParameterizedTest
  @ValueSource(strings = {"false", "0", "no", "off", "OFF", " False "})
  void agent_isUnwanted_whenSwitchedOff(String value) {
    assertThat(Wanted.isWanted("otel.a=b;" + KEY + value)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "1", "yes", "on", "flase"})
  void agent_isWanted_whenTheValueIsAnythingElse(String value) {
    assertThat(Wanted.isWanted(KEY + value)).isTrue();
  }
}
