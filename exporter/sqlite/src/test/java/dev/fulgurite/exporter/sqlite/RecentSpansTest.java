package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanSize;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentSpansTest {
  @TempDir Path folder;

  private static List<StoredSpan> all(SpanStore store) {
    return store.reader().spans(SpanQuery.builder().setLimit(10_000).build()).spans();
  }

  @Test
  void aSpanThatIsAskedForAgain_isNotReadAgain() {
    Path path = folder.resolve("store.db");
    try (SpanStore store = TestStores.open(path)) {
      store.append(TestStores.spans(1, 3), null);
      List<StoredSpan> first = all(store);

      TestStores.sql(path, "UPDATE block SET data = x'00'");
      assertThat(all(store)).isEqualTo(first).first().isSameAs(first.get(0));
    }
  }

  @Test
  void whatSomebodyElseRemovesAnythingOf_isReadAgain() {
    Path path = folder.resolve("store.db");
    try (SpanStore store = TestStores.open(path)) {
      store.append(TestStores.spans(1, 3), null);
      all(store);

      TestStores.sql(path, "UPDATE block SET data = x'00'");
      TestStores.sql(path, "UPDATE pruned SET steps = steps + 1");
      assertThatThrownBy(() -> all(store))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("is damaged");
    }
  }

  @Test
  void whatIsDeleted_isForgotten_withTheNextQuestion() {
    RecentSpans recent = new RecentSpans(1 << 20);
    StoredSpan span = SampleSpan.of(1).build();
    recent.put(7, 1, span);
    assertThat(recent.get(7, 1)).isSameAs(span);

    assertThat(recent.get(8, 1)).isNull();
    assertThat(recent.get(7, 1)).isNull();
    recent.put(7, 1, span); // of a query that began before the deletion
    assertThat(recent.get(7, 1)).isNull();
    assertThat(recent.get(8, 1)).isNull();
  }

  @Test
  void whatIsDeleted_isHeldNoLonger_andNotFoundAgain() {
    try (SpanStore store = TestStores.open(folder.resolve("store.db"))) {
      List<StoredSpan> spans =
          List.of(
              SampleSpan.of(1).session("gone").build(), SampleSpan.of(2).session("here").build());
      store.append(spans, null);
      WeakReference<StoredSpan> read = new WeakReference<>(all(store).get(0));

      store.delete(SpanDeletion.ofSession("gone"));
      await()
          .untilAsserted(
              () -> {
                System.gc();
                assertThat(read.get()).isNull();
              });
      assertThat(all(store)).isEqualTo(spans.subList(1, 2));
    }
  }

  @Test
  void anotherFileWithTheSameNumbers_isAnotherFile() throws IOException {
    Path path = folder.resolve("store.db");
    try (SpanStore store = TestStores.open(path)) {
      store.append(TestStores.spans(1, 3), null);
      assertThat(all(store)).hasSize(3);

      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      List<StoredSpan> others = TestStores.spans(11, 3);
      store.append(others, null);
      assertThat(all(store)).isEqualTo(others);
    }
  }

  @Test
  void thoseAskedForLongestAgo_goFirst() {
    StoredSpan span = SampleSpan.of(1).build();
    RecentSpans recent = new RecentSpans(3 * SpanSize.of(span));
    for (long seq = 1; seq <= 3; seq++) {
      recent.put(0, seq, span);
    }
    recent.get(0, 1);
    recent.put(0, 3, span); // once more is not twice
    recent.put(0, 4, span);

    assertThat(IntStream.rangeClosed(1, 4).filter(seq -> recent.get(0, seq) != null))
        .containsExactly(1, 3, 4);
  }

  @Test
  void ofALongAnswer_theFirstAreKept() {
    try (SpanStore store = TestStores.open(folder.resolve("store.db"))) {
      store.append(TestStores.spans(1, 1_002), null);
      List<StoredSpan> first = all(store);
      List<StoredSpan> again = all(store);

      assertThat(again).isEqualTo(first);
      assertThat(again.get(999)).isSameAs(first.get(999));
      assertThat(again.get(1_000)).isNotSameAs(first.get(1_000));
    }
  }
}
