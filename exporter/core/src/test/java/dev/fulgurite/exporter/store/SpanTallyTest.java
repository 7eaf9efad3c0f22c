package dev.fulgurite.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fulgurite.api.semconv.AgentLightning;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import org.junit.jupiter.api.Test;

class SpanTallyTest {
  private final SpanTally tally = new SpanTally();

  private void reward(double value) {
    Attributes attributes =
        Attributes.of(AttributeKey.doubleKey(AgentLightning.PRIMARY_REWARD_VALUE), value);
    tally.add(SpanFacts.of(TestSpans.span(1, attributes)));
  }

  @Test
  void averageReward_isTheSumByTheCount() {
    assertThat(tally.averageReward()).isNull();
    reward(0.1);
    reward(0.2);
    reward(0.6);

    assertThat(tally.averageReward()).isEqualTo((0.1 + 0.2 + 0.6) / 3);
  }

  @Test
  void averageReward_isFinite_whereTheSumIsNot() {
    reward(Double.MAX_VALUE);
    reward(1e308);
    reward(1e308);
    reward(-Double.MAX_VALUE);

    assertThat(tally.averageReward()).isCloseTo(0.5e308, within(1e295));
  }
}
