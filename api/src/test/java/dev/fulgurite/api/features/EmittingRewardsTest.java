package dev.fulgurite.api.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Reward;
import dev.fulgurite.api.SpanReaders;
import dev.fulgurite.api.SpanRecorder;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How to say how good something was. */
class EmittingRewardsTest {
  @RegisterExtension final SpanRecorder recorder = new SpanRecorder();
  private final Emitter emitter = recorder.emitter();

  @Test
  @Tag("seed:001.reward")
  void reward_isOneDimensionNamedPrimary() {
    emitter.reward(1);

    assertThat(recorder.only().getName()).isEqualTo("agentlightning.annotation");
    assertThat(recorder.attributes())
        .isEqualTo(
            Map.of(
                "agentlightning.reward.0.name", "primary", "agentlightning.reward.0.value", 1.0));
  }

  @Test
  void reward_hasDimensions_thePrimaryOneFirst() {
    emitter.reward(Reward.of("correct", 1).and("brevity", 0.25));

    assertThat(recorder.attributes())
        .containsEntry("agentlightning.reward.0.name", "correct")
        .containsEntry("agentlightning.reward.0.value", 1.0)
        .containsEntry("agentlightning.reward.1.name", "brevity")
        .containsEntry("agentlightning.reward.1.value", 0.25);
  }

  @Test
  void reward_ofAMap_movesThePrimaryToTheFront() {
    Map<String, Object> dimensions = new LinkedHashMap<>();
    dimensions.put("speed", 3);
    dimensions.put("passed", true);
    dimensions.put("correct", 0.5f);

    emitter.reward(Reward.of(dimensions, "correct"));

    assertThat(SpanReaders.rewards(recorder.onlyView()))
        .containsExactly(
            new Reward.Dimension("correct", 0.5),
            new Reward.Dimension("speed", 3),
            new Reward.Dimension("passed", 1));
  }

  @Test
  void reward_isLinkedToASpan() {
    SpanContext answer = emitter.message("42");

    emitter.reward(Reward.of(1).linkTo(answer));

    List<dev.fulgurite.api.Link> links = SpanReaders.links(recorder.views().get(1));
    assertThat(SpanReaders.linkedSpans(recorder.views(), links))
        .containsExactly(recorder.views().get(0));
  }

  @Test
  void reward_isLinkedByAnAttribute_andTagged() {
    emitter.reward(
        Reward.of(0.7)
            .linkTo("gen_ai.response.id", "r-17")
            .tag("fast", "reliable")
            .attribute("judge", Map.of("name", "exact-match", "rounds", 2)));

    assertThat(recorder.attributes())
        .containsEntry("agentlightning.link.0.key_match", "gen_ai.response.id")
        .containsEntry("agentlightning.link.0.value_match", "r-17")
        .containsEntry("agentlightning.tag.0", "fast")
        .containsEntry("agentlightning.tag.1", "reliable")
        .containsEntry("judge.name", "exact-match")
        .containsEntry("judge.rounds", 2L);
  }

  @Test
  void reward_ofManyDimensions_keepsItsLinksAndTags() {
    Reward reward = Reward.of("d0", 0.5).linkTo("gen_ai.response.id", "r-17").tag("fast");
    for (int i = 1; i < 60; i++) {
      reward = reward.and("d" + i, i);
    }

    emitter.reward(reward);

    assertThat(SpanReaders.links(recorder.onlyView())).hasSize(1);
    assertThat(SpanReaders.tags(recorder.onlyView())).containsExactly("fast");
    assertThat(SpanReaders.rewardValue(recorder.onlyView())).hasValue(0.5);
    assertThat(recorder.attributes()).containsEntry("fulgurite.truncated", true);
  }

  @Test
  void reward_linkedToAnEventThatWasNotEmitted_hasNoLink() {
    emitter.reward(Reward.of(1).linkTo(SpanContext.getInvalid()));

    assertThat(SpanReaders.links(recorder.onlyView())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  @Tag("seed:001.input-validation")
  void reward_refusesWhatIsNotFinite(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> emitter.reward(value))
        .withMessageContaining("'primary'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reward.of("correct", 1).and("brevity", value))
        .withMessageContaining("'brevity'");
    assertThat(recorder.spans()).isEmpty();
  }

  @Test
  void reward_refusesADimensionThatIsNoNumber_namingIt() {
    Map<String, Object> withNull = new HashMap<>();
    withNull.put("correct", null);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reward.of(Map.of("correct", "yes"), "correct"))
        .withMessageContaining("'correct'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reward.of(withNull, "correct"))
        .withMessageContaining("'correct'");
  }

  @Test
  void reward_refusesAMapWithoutItsPrimary() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reward.of(Map.of("a", 1), "b"))
        .withMessageContaining("'b'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reward.of(Map.of("a", 1), null))
        .withMessage("primary must not be null");
  }

  @Test
  void reward_refusesADimensionTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reward.of("a", 1).and("a", 2))
        .withMessageContaining("'a'");
  }

  @Test
  void reward_isStrictWithAttributes_beforeAnythingIsEmitted() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> emitter.reward(1, Map.of("by", Map.of("judge", new Object()))))
        .withMessageContaining("'by.judge'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reward.of(1).attribute("judge", null))
        .withMessageContaining("'judge'");
    assertThat(recorder.spans()).isEmpty();
  }

  @Test
  void annotation_isFreeAttributes() {
    emitter.annotation(Map.of("quality", Map.of("score", 4, "labels", List.of("clear", "short"))));

    assertThat(recorder.only().getName()).isEqualTo("agentlightning.annotation");
    assertThat(recorder.attributes())
        .isEqualTo(Map.of("quality.score", 4L, "quality.labels", List.of("clear", "short")));
    assertThat(SpanReaders.isReward(recorder.onlyView())).isFalse();
  }

  @Test
  void annotation_isStrict() {
    Map<String, Object> withNull = new HashMap<>();
    withNull.put("note", null);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> emitter.annotation(withNull))
        .withMessageContaining("'note'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> emitter.annotation(Map.of("notes", Arrays.asList("a", null))))
        .withMessageContaining("'notes.1'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> emitter.annotation(null))
        .withMessage("annotation must not be null");
    assertThat(recorder.spans()).isEmpty();
  }
}
