package dev.fulgurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentTracesTest {
  private final List<StoredSpan> spans = AgentTraces.generate(1, 40);

  @Test
  void generate_givesTheSame_forTheSameSeed() {
    assertThat(AgentTraces.generate(1, 40)).isEqualTo(spans);
    assertThat(AgentTraces.generate(2, 40)).isNotEqualTo(spans);
  }

  @Test
  void generate_givesEachSpanOnce() {
    assertThat(spans).hasSizeGreaterThan(400);
    assertThat(spans).extracting(SpanKey::of).doesNotHaveDuplicates();
  }

  @Test
  void generate_givesTiesAndEveryKindAnAgentHas() {
    assertThat(spans)
        .extracting(EventKind::of)
        .contains(EventKind.LLM, EventKind.TOOL, EventKind.AGENT, EventKind.REWARD)
        .contains(EventKind.MESSAGE, EventKind.EXCEPTION, EventKind.SPAN);
    assertThat(spans.stream().map(StoredSpan::startEpochNanos).distinct().count())
        .isLessThan(spans.size() * 4L / 5);
  }
}
