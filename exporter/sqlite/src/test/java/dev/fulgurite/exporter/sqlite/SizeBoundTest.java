package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizeBoundTest {
  private static final long BOUND = 1 << 20;
  private static final int PER_SESSION = 40;

  @TempDir Path folder;
  private final Random random = new Random(1);
  private long lastId;

  private SpanStore open(long maxBytes) {
    return SqliteSpanStore.open(
        folder.resolve("store.db").toString(),
        new StoreOptions(false, maxBytes, false),
        SqliteSettings.DEFAULTS.withPruneStep(15));
  }

  /** About 80 KB. */
  private List<StoredSpan> session(String id, int spans) {
    List<StoredSpan> all = new ArrayList<>();
    for (int i = 0; i < spans; i++) {
      all.add(SampleSpan.of(++lastId).session(id).put("k", TestStores.noise(random)).build());
    }
    return all;
  }

  private static Map<String, Long> sessions(SpanStore store) {
    return store.reader().sessions(SpanQuery.ALL).stream()
        .collect(Collectors.toMap(SessionSummary::sessionId, SessionSummary::spans));
  }

  @Test
  void append_removesTheOldestSessionsWhole_whenTheFileIsFull() throws Exception {
    try (SpanStore store = open(BOUND)) {
      for (int i = 0; i < 60; i++) {
        store.append(session("s" + i, PER_SESSION), null);
      }

      Map<String, Long> left = sessions(store);
      assertThat(left).hasSizeBetween(5, 13).containsKey("s59").doesNotContainKey("s0");
      assertThat(left.values()).containsOnly((long) PER_SESSION);
      for (int i = 60 - left.size(); i < 60; i++) {
        assertThat(left).containsKey("s" + i);
      }
      long gone = 60 - left.size();
      assertThat(store.reader().pruned()).isEqualTo(new Pruned(gone * PER_SESSION, gone));
      assertThat(store.check()).isEmpty();
    }
    assertThat(Files.size(folder.resolve("store.db"))).isLessThan(BOUND * 5 / 4);
  }

  @Test
  void append_sparesAnOldSession_whenItIsStillWritten() {
    try (SpanStore store = open(BOUND)) {
      for (int i = 0; i < 40; i++) {
        store.append(session("s" + i, PER_SESSION), null);
        store.append(session("long", 1), null);
      }

      assertThat(sessions(store)).containsEntry("long", 40L).doesNotContainKey("s0");
    }
  }

  @Test
  void append_removesTheOldestSpans_whenOneSessionFillsTheFile() {
    try (SpanStore store = open(BOUND)) {
      for (int i = 0; i < 40; i++) {
        store.append(session("only", PER_SESSION), null);
      }

      List<StoredSpan> left =
          store.reader().spans(SpanQuery.builder().setLimit(9_999).build()).spans();
      assertThat(left).hasSizeBetween(200, 600);
      assertThat(left.get(left.size() - 1).startEpochNanos()).isEqualTo(lastId);
      assertThat(store.reader().pruned()).isEqualTo(new Pruned(lastId - left.size(), 0));
    }
  }

  @Test
  void append_keepsWhatItBrought_whenThatAlonePassesTheBound() {
    try (SpanStore store = open(1)) {
      store.append(session("a", 5), null);
      store.append(session("b", 100), null);

      assertThat(sessions(store)).containsExactlyEntriesOf(Map.of("b", 100L));
    }
  }

  @Test
  void append_shrinksTheFile_whenTheBoundWasLowered() throws Exception {
    try (SpanStore store = open(0)) {
      for (int i = 0; i < 40; i++) {
        store.append(session("s" + i, PER_SESSION), null);
      }
    }
    assertThat(Files.size(folder.resolve("store.db"))).isGreaterThan(3 * BOUND);

    try (SpanStore store = open(BOUND)) {
      for (int i = 0; i < 10; i++) {
        store.append(session("last", 1), null);
      }
      assertThat(sessions(store)).containsEntry("last", 10L);
    }

    assertThat(Files.size(folder.resolve("store.db"))).isLessThan(BOUND * 5 / 4);
  }

  @Test
  void cursor_staysTrue_whenTheSpansBeforeItAreGone() {
    try (SpanStore store = open(BOUND)) {
      store.append(session("a", PER_SESSION), null);
      String cursor = store.reader().spans(SpanQuery.builder().setLimit(5).build()).nextCursor();
      for (int i = 0; i < 20; i++) {
        store.append(session("s" + i, PER_SESSION), null);
      }

      List<StoredSpan> next =
          store.reader().spans(SpanQuery.builder().setCursor(cursor).setLimit(1).build()).spans();

      assertThat(next.get(0).startEpochNanos()).isGreaterThan(PER_SESSION);
    }
  }
}
