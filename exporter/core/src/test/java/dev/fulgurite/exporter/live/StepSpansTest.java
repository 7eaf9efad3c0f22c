package dev.fulgurite.exporter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.Role;
import dev.fulgurite.api.SpanReaders;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StepSpansTest {
  @Test
  @Tag("seed:000.store")
  void eachStep_isASpanOfItsSession_asOtherReadersExpectIt() {
    try (Recording recording = new Recording();
        SessionStream stream = recording.stream("s-1").build()) {
      emitAll(stream);
      recording.flush();

      List<StoredSpan> spans = recording.store.reader().spans(SpanQuery.ALL).spans();
      assertThat(spans)
          .extracting(EventKind::of)
          .containsExactly(
              EventKind.OBJECT,
              EventKind.TOOL,
              EventKind.MESSAGE,
              EventKind.MESSAGE,
              EventKind.OBJECT,
              EventKind.EXCEPTION,
              EventKind.MESSAGE,
              EventKind.ANNOTATION);
      assertThat(spans.get(1).name()).isEqualTo("execute_tool add");
      assertThat(SpanReaders.role(spans.get(2))).contains(Role.TOOL);
      assertThat(SpanReaders.role(spans.get(3))).contains(Role.USER);
      assertThat(SpanReaders.role(spans.get(6))).contains(Role.ASSISTANT);
      SessionSummary summary = recording.store.reader().sessions(SpanQuery.ALL).get(0);
      assertThat(summary.sessionId()).isEqualTo("s-1");
      assertThat(summary.traces()).isOne();
      assertThat(summary.toolCalls()).isOne();
      assertThat(summary.errors()).isOne();
    }
  }

  @Test
  void reader_getsTheSameSteps_asThoseThatWereLive() {
    try (Recording recording = new Recording();
        SessionStream stream = recording.stream("s-1").build()) {
      emitAll(stream);
      recording.flush();

      List<Step> stored =
          recording.store.reader().spans(SpanQuery.ALL).spans().stream()
              .flatMap(span -> StepReader.step(span).stream())
              .toList();
      List<Step> live = new ArrayList<>();
      stream.open().forEach(live::add);
      assertThat(stored)
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("time")
          .isEqualTo(live);
      assertThat(live).hasSize(8);
    }
  }

  private static void emitAll(SessionStream stream) {
    stream.emit(StepKind.THINKING, "hm", Map.of("depth", 2, "of", Map.of("a", "b")));
    stream.toolCall("add", "c-1", "[1,2]");
    stream.toolResult("add", "c-1", "3");
    stream.message(Role.USER, "and?");
    stream.progress("half");
    stream.error(new IllegalStateException("oh"));
    stream.finalResponse("3");
    stream.complete();
  }
}
