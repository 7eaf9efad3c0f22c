package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanPage;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.TraceSummary;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdsTest {
  @TempDir Path folder;

  @Test
  void beginning_ofATraceAndOfASession_namesBoth() {
    String begin = Story.RIGHT_TRACE.substring(0, 31);
    try (SpanStore store = Story.open(Story.write(folder))) {
      store.append(List.of(SampleSpan.of(70).trace(7).session(begin + "-run").build()), null);
      SpanReader reader = store.reader();

      assertThatThrownBy(() -> Ids.sessionOrTrace(reader, begin))
          .isInstanceOf(CliException.class)
          .hasMessage(
              "'%s' begins a trace and a session: give more of it (trace %s, session %s-run)"
                  .formatted(begin, Story.RIGHT_TRACE, begin));
      assertThat(Ids.sessionOrTrace(reader, begin + "-").sessionId()).isEqualTo(begin + "-run");
    }
  }

  @Test
  void beginning_ofATraceThatIsItsOwnSession_isTheTrace() {
    String id = SampleSpan.traceId(0x77);
    try (SpanStore store = Story.open(Story.write(folder))) {
      store.append(List.of(SampleSpan.of(70).trace(0x77).build()), null);

      assertThat(Ids.sessionOrTrace(store.reader(), id.substring(0, 31)).traceId()).isEqualTo(id);
    }
  }

  @Test
  void wholeId_isLookedUp_withoutReadingEverySummary() {
    String capitals = Story.WRONG_TRACE.toUpperCase(Locale.ROOT);
    try (SpanStore store = Story.open(Story.write(folder))) {
      SpanReader reader = new WithoutSummaries(store.reader());

      assertThat(Ids.sessionOrTrace(reader, "q-01").sessionId()).isEqualTo("q-01");
      assertThat(Ids.sessionOrTrace(reader, capitals).traceId()).isEqualTo(Story.WRONG_TRACE);
      assertThat(Ids.trace(reader, capitals)).isEqualTo(Story.WRONG_TRACE);
    }
  }

  private record WithoutSummaries(SpanReader reader) implements SpanReader {
    @Override
    public SpanPage spans(SpanQuery query) {
      return reader.spans(query);
    }

    @Override
    public String endCursor() {
      return reader.endCursor();
    }

    @Override
    public List<SessionSummary> sessions(SpanQuery query) {
      throw new AssertionError("every session's summary was read");
    }

    @Override
    public List<TraceSummary> traces(SpanQuery query) {
      throw new AssertionError("every trace's summary was read");
    }

    @Override
    public List<LedgerRow> ledger() {
      return reader.ledger();
    }
  }
}
