package dev.fulgurite.exporter.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.InMemorySpanStore;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoredSpan;
import java.io.Reader;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionArchiveTest {
  @Test
  @Tag("seed:000.summary")
  void summary_countsStepsAndToolCalls_andSaysWhatIsFinished() {
    try (Recording recording = new Recording()) {
      SessionArchive archive = SessionArchive.of(recording.store);
      SessionStream stream = recording.stream("s-1").build();
      stream.thinking("hm");
      stream.toolCall("add", "[1,2]");
      stream.toolResult("add", "3");
      recording.flush();
      StepSummary open = archive.summary("s-1").orElseThrow();
      stream.error("oh");
      stream.finalResponse("3");
      stream.complete();
      recording.flush();
      StepSummary finished = archive.summary("s-1").orElseThrow();

      assertThat(open.totalSteps()).isEqualTo(3);
      assertThat(open.hasFinalResponse()).isFalse();
      assertThat(open.finished()).isFalse();
      assertThat(finished.totalSteps()).isEqualTo(6);
      assertThat(finished.toolCalls()).isOne();
      assertThat(finished.errors()).isOne();
      assertThat(finished.hasFinalResponse()).isTrue();
      assertThat(finished.finished()).isTrue();
      assertThat(archive.summary("nobody")).isEmpty();
    }
  }

  @Test
  @Tag("seed:000.by-kind")
  void find_givesStepsOfOneSessionAndKind() {
    try (Recording recording = new Recording()) {
      for (String session : new String[] {"a", "b"}) {
        emitOneOfEach(recording.stream(session).build());
      }
      recording.flush();

      SessionArchive archive = SessionArchive.of(recording.store);
      for (StepKind kind : StepKind.values()) {
        assertThat(archive.find(StepQuery.of("a").withKind(kind)))
            .as("%s", kind)
            .singleElement()
            .satisfies(step -> assertThat(step.kind()).isEqualTo(kind))
            .satisfies(step -> assertThat(step.session()).isEqualTo("a"));
      }
    }
  }

  @Test
  @Tag("seed:000.by-time")
  void find_givesStepsOfATimeRange_endExcluded() {
    try (Recording recording = new Recording()) {
      emitOneOfEach(recording.stream("a").build());
      recording.flush();
      SessionArchive archive = SessionArchive.of(recording.store);
      List<Step> all = archive.find(StepQuery.of("a"));
      Instant third = all.get(2).time();

      assertThat(archive.find(StepQuery.of("a").between(all.get(0).time(), third)))
          .isEqualTo(all.subList(0, 2));
      assertThat(archive.find(StepQuery.of("a").between(third, Instant.MAX)))
          .isEqualTo(all.subList(2, all.size()));
      assertThat(archive.find(StepQuery.of("a").between(Instant.MIN, all.get(0).time()))).isEmpty();
    }
  }

  @Test
  @Tag("seed:000.list-sessions")
  @Tag("seed:000.clear")
  void clear_removesSessionsOfSteps_andLeavesOthers() {
    try (Recording recording = new Recording()) {
      emitOneOfEach(recording.stream("a").build());
      emitOneOfEach(recording.stream("b").build());
      recording.emitter.message("no step");
      recording.flush();
      SessionArchive archive = SessionArchive.of(recording.store);

      assertThat(archive.sessions()).containsExactly("a", "b");
      archive.clear("a");
      assertThat(archive.sessions()).containsExactly("b");
      archive.clear();
      assertThat(archive.sessions()).isEmpty();
      assertThat(recording.store.reader().spans(SpanQuery.ALL).spans()).hasSize(1);
    }
  }

  @Test
  @Tag("seed:000.cleanup")
  void archive_writesLinesThatCanBeReadBack(@TempDir Path folder) throws Exception {
    try (Recording recording = new Recording()) {
      emitOneOfEach(recording.stream("a").build());
      recording.flush();
      SessionArchive archive = SessionArchive.of(recording.store);
      Path file = folder.resolve("a.jsonl");

      assertThat(archive.archive("a", file)).isEqualTo(StepKind.values().length);
      List<StoredSpan> back = new ArrayList<>();
      try (Reader lines = Files.newBufferedReader(file)) {
        SpanJson.readLines(lines, back::add);
      }
      assertThat(back.stream().flatMap(span -> StepReader.step(span).stream()).toList())
          .isEqualTo(archive.find(StepQuery.of("a")));
      assertThatThrownBy(() -> archive.archive("a", file))
          .isInstanceOf(FileAlreadyExistsException.class);
    }
  }

  @Test
  @Tag("seed:000.memory-store")
  void storeInMemory_keepsTheNewestStepsOfEachSession() {
    InMemorySpanStore store = InMemorySpanStore.builder().setMaxSessionSpans(100).build();
    try (Recording recording = new Recording(store, Duration.ofMillis(5));
        SessionStream stream = recording.stream("a").setMaxSize(1000).build()) {
      for (int i = 0; i < 250; i++) {
        stream.thinking(String.valueOf(i));
      }
      recording.flush();

      assertThat(SessionArchive.of(store).find(StepQuery.of("a")))
          .extracting(Step::content)
          .hasSize(100)
          .startsWith("150")
          .endsWith("249");
    }
  }

  @Test
  void query_refusesALimitOfNothing() {
    assertThatThrownBy(() -> StepQuery.of("a").withLimit(0)).hasMessageContaining("limit");
  }

  private static void emitOneOfEach(SessionStream stream) {
    for (StepKind kind : StepKind.values()) {
      stream.emit(kind, kind.word(), Map.of());
    }
  }
}
