package dev.fulgurite.api.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Link;
import dev.fulgurite.api.Reward;
import dev.fulgurite.api.Role;
import dev.fulgurite.api.SpanReaders;
import dev.fulgurite.api.SpanRecorder;
import dev.fulgurite.api.SpanView;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How to turn spans back into what was emitted. */
class ReadingBackTest {
  @RegisterExtension final SpanRecorder recorder = new SpanRecorder();
  private final Emitter emitter = recorder.emitter();

  @Test
  void rewards_keepTheOrderOfTheirNumbers() {
    Reward reward = Reward.of("d0", 0);
    for (int i = 1; i < 12; i++) {
      reward = reward.and("d" + i, i);
    }

    emitter.reward(reward);

    assertThat(SpanReaders.rewards(recorder.onlyView())).isEqualTo(reward.dimensions());
    assertThat(SpanReaders.rewardValue(recorder.onlyView())).hasValue(0);
  }

  @Test
  @Tag("seed:001.reward.readers")
  void rewards_areFoundAmongOtherSpans_theFinalOneFromTheEnd() {
    emitter.reward(0.1);
    emitter.message("no reward");
    emitter.reward(0.9);
    emitter.annotation(Map.of("note", "no reward either"));

    List<SpanView> spans = recorder.views();
    assertThat(SpanReaders.findRewards(spans)).containsExactly(spans.get(0), spans.get(2));
    assertThat(SpanReaders.findFinalReward(spans)).hasValue(0.9);
    assertThat(SpanReaders.findFinalReward(spans.subList(1, 2))).isEmpty();
  }

  @Test
  @Tag("seed:001.reward.readers")
  void rewardValue_isReadFromASpanOfAnyName() {
    Attributes attributes =
        Attributes.builder()
            .put("agentlightning.reward.0.name", "primary")
            .put("agentlightning.reward.0.value", 1)
            .build();

    assertThat(
            SpanReaders.rewardValue(SpanRecorder.foreign("agentlightning.operation", attributes)))
        .hasValue(1.0);
  }

  @Test
  void rewards_countBooleans_andNameTheNameless() {
    Attributes attributes =
        Attributes.builder()
            .put("agentlightning.reward.0.value", true)
            .put("agentlightning.reward.2.value", false)
            .put("agentlightning.reward.3.name", "depth")
            .put("agentlightning.reward.3.value", 3)
            .build();

    assertThat(SpanReaders.rewards(attributes))
        .containsExactly(
            new Reward.Dimension("primary", 1),
            new Reward.Dimension("2", 0),
            new Reward.Dimension("depth", 3));
    assertThat(SpanReaders.rewardValue(attributes)).hasValue(1);
  }

  @Test
  void readers_takeAttributesAsWellAsASpan() {
    emitter.reward(Reward.of("correct", 0.5).linkTo("k", "v").tag("fast"));
    emitter.message("hello");
    emitter.object(Map.of("a", 1));
    Attributes reward = recorder.views().get(0).attributes();

    assertThat(SpanReaders.rewards(reward)).containsExactly(new Reward.Dimension("correct", 0.5));
    assertThat(SpanReaders.isReward(reward)).isTrue();
    assertThat(SpanReaders.links(reward)).containsExactly(new Link("k", "v"));
    assertThat(SpanReaders.tags(reward)).containsExactly("fast");
    assertThat(SpanReaders.message(recorder.views().get(1).attributes())).contains("hello");
    assertThat(SpanReaders.object(recorder.views().get(2).attributes())).contains(Map.of("a", 1L));
    assertThat(SpanReaders.isReward(Attributes.builder().put("reward", 0.5).build())).isFalse();
  }

  @Test
  void rewardValue_isReadFromOlderShapes() {
    assertThat(value("agentlightning.annotation", "reward", 0.5)).isEqualTo(0.5);
    assertThat(agentOps("agentops.task.output", "{\"type\": \"reward\", \"value\": 0.25}"))
        .isEqualTo(0.25);
    assertThat(agentOps("agentops.entity.output", "{\"type\":\"reward\",\"value\":1}"))
        .isEqualTo(1.0);
    assertThat(agentOps("agentops.task.output", "{\"type\":\"reward\",\"value\":null}")).isNull();
    assertThat(agentOps("agentops.task.output", "{\"type\":\"other\",\"value\":1}")).isNull();
    assertThat(agentOps("agentops.task.output", "reward, but no JSON")).isNull();
    assertThat(value("some.span", "reward", 0.5)).isNull();
  }

  private static Double agentOps(String key, String output) {
    SpanView span = SpanRecorder.foreign("task", Attributes.builder().put(key, output).build());
    return SpanReaders.isReward(span) ? SpanReaders.rewardValue(span).getAsDouble() : null;
  }

  private static Double value(String name, String key, double value) {
    SpanView span = SpanRecorder.foreign(name, Attributes.builder().put(key, value).build());
    return SpanReaders.isReward(span) ? SpanReaders.rewardValue(span).getAsDouble() : null;
  }

  @Test
  void message_isReadWithItsRole() {
    emitter.message(Role.TOOL, "42");

    assertThat(SpanReaders.message(recorder.onlyView())).contains("42");
    assertThat(SpanReaders.role(recorder.onlyView())).contains(Role.TOOL);
  }

  @Test
  void object_isReadAsPythonWroteIt() {
    assertThat(SpanReaders.object(python("bool", "True"))).contains(true);
    assertThat(SpanReaders.object(python("float", "1e-05"))).contains(1e-05);
    assertThat(SpanReaders.object(python("float", "inf"))).contains(Double.POSITIVE_INFINITY);
    assertThat(SpanReaders.object(python("int", "-7"))).contains(-7L);
  }

  private static SpanView python(String type, String literal) {
    return SpanRecorder.foreign(
        "agentlightning.object",
        Attributes.builder()
            .put("agentlightning.object.type", type)
            .put("agentlightning.object.literal", literal)
            .build());
  }

  @Test
  void object_isReadFromAnyJson() {
    String json = " {\"a\\u00e9\\n\": [1, -2.5e3, true, null, \"\\\"\"], \"b\": {}} ";
    SpanView span =
        SpanRecorder.foreign(
            "o", Attributes.builder().put("agentlightning.object.json", json).build());

    assertThat(SpanReaders.object(span).orElseThrow().toString())
        .isEqualTo("{aé\n=[1, -2500.0, true, null, \"], b={}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{\"a\"}", "[1,]", "nul", "1 2", "\"open", "\"\\u12\"", "-", "\"\\x\""})
  void object_thatIsMalformed_isEmpty(String json) {
    SpanView span =
        SpanRecorder.foreign(
            "o", Attributes.builder().put("agentlightning.object.json", json).build());

    assertThat(SpanReaders.object(span)).isEmpty();
  }

  @Test
  void object_thatIsNestedTooDeeply_isEmpty() {
    String json = "[".repeat(1_000_000);
    SpanView span =
        SpanRecorder.foreign(
            "o", Attributes.builder().put("agentlightning.object.json", json).build());

    assertThat(SpanReaders.object(span)).isEmpty();
  }

  @Test
  void tagsAndLinks_areReadInOrder() {
    Reward reward = Reward.of(1);
    for (int i = 0; i < 12; i++) {
      reward = reward.tag("t" + i).linkTo("k" + i, "v" + i);
    }

    emitter.reward(reward);

    assertThat(SpanReaders.tags(recorder.onlyView())).hasSize(12).endsWith("t9", "t10", "t11");
    assertThat(SpanReaders.links(recorder.onlyView()))
        .hasSize(12)
        .endsWith(new Link("k10", "v10"), new Link("k11", "v11"));
  }

  @Test
  void linkedSpans_matchAllLinks() {
    emitter.message("a", Map.of("gen_ai.response.id", "r-1", "n", 1));
    emitter.message("b", Map.of("gen_ai.response.id", "r-1", "n", 2));
    List<SpanView> spans = recorder.views();

    assertThat(SpanReaders.linkedSpans(spans, List.of(new Link("gen_ai.response.id", "r-1"))))
        .isEqualTo(spans);
    assertThat(
            SpanReaders.linkedSpans(
                spans, List.of(new Link("gen_ai.response.id", "r-1"), new Link("n", "2"))))
        .containsExactly(spans.get(1));
    assertThat(SpanReaders.linkedSpans(spans, List.of())).isEqualTo(spans);
  }

  @Test
  void linkedSpans_compareIdsAsHex() {
    emitter.message("a");
    SpanView span = recorder.onlyView();
    List<Link> links =
        List.of(
            new Link("trace_id", span.traceId().toUpperCase(Locale.ROOT)),
            new Link("span_id", "0x" + span.spanId()));

    assertThat(SpanReaders.linkedSpans(List.of(span), links)).containsExactly(span);
  }

  @Test
  void attributes_areATreeAgain() {
    Map<String, Object> tree =
        Map.of("a", Map.of("b", List.of(Map.of("c", 1L), Map.of("c", 2L))), "d", List.of("x", 1L));

    emitter.annotation(tree);

    assertThat(SpanReaders.attributes(recorder.onlyView())).isEqualTo(tree);
  }

  @Test
  void readers_giveNothing_forWhatIsMalformed() {
    SpanView span =
        SpanRecorder.foreign(
            "agentlightning.annotation",
            Attributes.builder()
                .put("agentlightning.reward.0.name", "primary")
                .put("agentlightning.reward.0.value", "high")
                .put("agentlightning.link.0.key_match", "span_id")
                .put("agentlightning.tag.0", 7)
                .put("agentlightning.message.body", 3.5)
                .build());

    assertThat(SpanReaders.rewards(span)).isEmpty();
    assertThat(SpanReaders.rewardValue(span)).isEmpty();
    assertThat(SpanReaders.links(span)).isEmpty();
    assertThat(SpanReaders.tags(span)).isEmpty();
    assertThat(SpanReaders.message(span)).isEmpty();
    assertThat(SpanReaders.object(span)).isEmpty();
  }
}
