package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanQuery.Order;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look at the newest spans first. */
class WindowTest {
  private static final int SPANS = 3_000;
  private static final int LATE = 200;

  @TempDir Path folder;

  @Test
  void newest_isTheBeginOfTheAnswer_alsoWhereSpansArriveLate() throws Exception {
    Random random = new Random(3);
    SpanQuery query = newest("every third");
    List<StoredSpan> spans =
        LongStream.range(1, SPANS).mapToObj(id -> span(id, id + random.nextInt(LATE))).toList();

    assertThat(inWindow(spans, query)).hasSizeBetween(50, 200);
  }

  @Test
  void newest_isNothing_whenAClockWasAhead() throws Exception {
    List<StoredSpan> spans =
        LongStream.range(1, SPANS).mapToObj(id -> span(id, id == 6 ? 1_000_000 : id)).toList();

    assertThat(inWindow(spans, newest("every third"))).isEmpty();
  }

  private static StoredSpan span(long id, long start) {
    return SampleSpan.of(id).start(start).name(id % 3 == 0 ? "every third" : "other").build();
  }

  private static SpanQuery newest(String text) {
    return SpanQuery.builder()
        .setText(text)
        .setOrder(Order.NEWEST_FIRST)
        .setLimit(Integer.MAX_VALUE)
        .build();
  }

  /** What the window of at least 300 spans gives; checked against the whole answer. */
  private List<StoredSpan> inWindow(List<StoredSpan> spans, SpanQuery query) throws Exception {
    String path = folder.resolve("store.db").toString();
    try (SqliteSpanStore store =
        SqliteSpanStore.open(path, new StoreOptions(false, 0, false), SqliteSettings.DEFAULTS)) {
      store.append(spans.subList(0, SPANS - 100), null);
      store.fillIndex();
      store.append(spans.subList(SPANS - 100, spans.size()), null);
      List<StoredSpan> all = store.reader().spans(query).spans();
      assertThat(all).hasSize(SPANS / 3 - 1);
      try (SqlSession session =
          Connections.forReading(StoreFile.at(path), SqliteSettings.DEFAULTS)) {
        Window window = Window.newest(session, 300).orElseThrow();
        List<StoredSpan> found = new PageReads(session, query).page(window).spans();
        assertThat(found).isEqualTo(all.subList(0, found.size()));
        return found;
      }
    }
  }
}
