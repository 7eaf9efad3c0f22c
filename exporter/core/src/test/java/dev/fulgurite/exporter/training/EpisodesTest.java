package dev.fulgurite.exporter.training;

import static dev.fulgurite.exporter.TestSpans.span;
import static dev.fulgurite.exporter.TestSpans.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.TestSpans;
import dev.fulgurite.exporter.store.InMemorySpanStore;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EpisodesTest {
  private final SpanStore store = InMemorySpanStore.create();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void forEach_groupsByRolloutAttempt_elseSession_elseTrace() throws IOException {
    append(
        span(1).at(1, 1).inTrace(1).with("session.id", "s1"),
        span(2).at(2, 2).inTrace(2).with("session.id", "s1"),
        rollout(span(3).at(3, 3).inTrace(3).with("session.id", "s2"), "ro", "a1"),
        rollout(span(4).at(4, 4).inTrace(3).with("session.id", "s2"), "ro", "a2"),
        span(5).at(5, 5).inTrace(5));

    assertThat(episodes(SpanQuery.ALL)).containsExactly("1 2", "3", "4", "5");
  }

  @Test
  void forEach_joinsARollout_thatIsScoredInAnotherSession() throws IOException {
    append(
        rollout(span(1).at(1, 1).with("session.id", "s1"), "ro", "a"),
        span(2).at(2, 2).with("session.id", "s1"),
        rollout(span(3).at(3, 3).with("session.id", "s2"), "ro", "a"),
        rollout(span(4).at(4, 4).with("session.id", "s2"), "other", "a"));

    assertThat(episodes(SpanQuery.ALL)).containsExactly("1 3", "2", "4");
  }

  @Test
  void forEach_givesWholeEpisodes_ofTheSessionsThatMatch() throws IOException {
    append(
        span(1).at(1, 1).with("session.id", "s1"),
        span(2).at(9, 9).with("session.id", "s1"),
        span(3).at(3, 3).with("session.id", "s2"));

    assertThat(episodes(SpanQuery.builder().setStartedFrom(5L).build())).containsExactly("1 2");
  }

  @Test
  void forEach_readsPastOnePage() throws IOException {
    TestSpans[] many = new TestSpans[2_500];
    Arrays.setAll(many, i -> span(i + 1).at(i, i).with("session.id", "s1"));
    append(many);
    List<Integer> sizes = new ArrayList<>();

    Episodes.forEach(store.reader(), SpanQuery.ALL, episode -> sizes.add(episode.spans().size()));

    assertThat(sizes).containsExactly(2_500);
  }

  @Test
  void group_sortsByStart_andKeepsTraceIds() {
    List<Episode> episodes =
        Episode.group(List.of(span(2).at(5, 5).build(), span(1).at(1, 1).build()));

    assertThat(episodes).singleElement().satisfies(e -> assertThat(ids(e)).isEqualTo("1 2"));
    assertThat(episodes.get(0).spans().get(0).traceId()).isEqualTo(trace(1));
  }

  private void append(TestSpans... spans) {
    store.append(Arrays.stream(spans).map(TestSpans::build).toList(), null);
  }

  private List<String> episodes(SpanQuery query) throws IOException {
    List<String> found = new ArrayList<>();
    Episodes.forEach(store.reader(), query, episode -> found.add(ids(episode)));
    return found;
  }

  private static String ids(Episode episode) {
    return String.join(
        " ",
        episode.spans().stream()
            .map(span -> Long.toString(Long.parseLong(span.spanId(), 16)))
            .toList());
  }

  private static TestSpans rollout(TestSpans span, String rollout, String attempt) {
    return span.with("agentlightning.rollout_id", rollout)
        .with("agentlightning.attempt_id", attempt);
  }
}
