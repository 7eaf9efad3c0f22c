package dev.fulgurite.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final String ANNOTATION = "agentlightning.annotation";
  private static final String PRIMARY = "agentlightning.reward.0.value";

  @Test
  void rewards_havePriority_inEveryFormThatReadersTake() {
    assertThat(Lane.of("anything", Attributes.of(AttributeKey.doubleKey(PRIMARY), 1.0)))
        .isEqualTo(Lane.PRIORITY);
    assertThat(Lane.of(ANNOTATION, Attributes.of(AttributeKey.longKey(PRIMARY), 1L)))
        .isEqualTo(Lane.PRIORITY);
    assertThat(Lane.of(ANNOTATION, Attributes.of(AttributeKey.doubleKey("reward"), 0.5)))
        .isEqualTo(Lane.PRIORITY);
  }

  @Test
  void exceptions_havePriority() {
    assertThat(Lane.of("agentlightning.exception", Attributes.empty())).isEqualTo(Lane.PRIORITY);
  }

  @Test
  void others_areOrdinary() {
    assertThat(Lane.of(ANNOTATION, Attributes.of(AttributeKey.stringKey("note"), "x")))
        .isEqualTo(Lane.ORDINARY);
    assertThat(Lane.of("http", Attributes.of(AttributeKey.doubleKey("reward"), 0.5)))
        .isEqualTo(Lane.ORDINARY);
  }
}
