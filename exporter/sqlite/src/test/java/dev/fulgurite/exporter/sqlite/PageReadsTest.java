package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.store.SpanPage;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that a page reads together. */
class PageReadsTest {
  @TempDir Path folder;
  private final Random random = new Random(11);

  /** Each in a block of its own. */
  private List<StoredSpan> append(SpanStore store, int count, int noises) {
    List<StoredSpan> spans = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String noise =
          IntStream.range(0, noises)
              .mapToObj(n -> TestStores.noise(random))
              .collect(Collectors.joining());
      spans.add(SampleSpan.of(i).session("session " + i).put("noise", noise).build());
    }
    store.append(spans, null);
    return spans;
  }

  private static SpanPage page(SpanStore store, int limit) {
    return store.reader().spans(SpanQuery.builder().setLimit(limit).build());
  }

  @Test
  void largeBodies_areReadOneByOne_whereTheyDoNotFitTogether() {
    try (SpanStore store = TestStores.open(folder.resolve("store.db"))) {
      List<StoredSpan> spans = append(store, 40, 200); // half a megabyte each

      assertThat(page(store, 100).spans()).isEqualTo(spans);
    }
  }

  @Test
  void aPage_isNotSpoiledByDamageBehindIt() {
    Path path = folder.resolve("store.db");
    try (SpanStore store = TestStores.open(path)) {
      List<StoredSpan> spans = append(store, 3, 1);
      TestStores.sql(path, "UPDATE block SET data = x'00' WHERE id = 3");

      assertThat(page(store, 2).spans()).isEqualTo(spans.subList(0, 2));
      assertThat(page(store, 2).nextCursor()).isNotNull();
      assertThatThrownBy(() -> page(store, 3))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("span 3 is damaged");
    }
  }

  @Test
  void damage_isSaidOfItsOwnSpan_whoeverUnpacksIt() {
    Path path = folder.resolve("store.db");
    try (SpanStore store = TestStores.open(path)) {
      List<StoredSpan> spans = append(store, 200, 1);
      TestStores.sql(path, "UPDATE block SET data = zeroblob(length(data)) WHERE id = 150");
      TestStores.sql(path, "UPDATE span SET slot = -1 WHERE block_id = 190");

      assertThat(page(store, 149).spans()).isEqualTo(spans.subList(0, 149));
      for (int i = 0; i < 20; i++) { // whether the helper comes in time is chance
        assertThatThrownBy(() -> page(store, 200))
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("span 150 is damaged");
      }
    }
  }

  @Test
  void queriesAtOnce_getTheirOwnSpans() throws Exception {
    try (SpanStore store = TestStores.open(folder.resolve("store.db"))) {
      List<StoredSpan> spans = append(store, 600, 1);
      ExecutorService readers = Executors.newFixedThreadPool(4);
      try {
        List<Callable<List<StoredSpan>>> queries = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
          int limit = 1 + random.nextInt(spans.size());
          queries.add(() -> page(store, limit).spans());
        }
        for (Future<List<StoredSpan>> found : readers.invokeAll(queries)) {
          assertThat(found.get()).isEqualTo(spans.subList(0, found.get().size())).isNotEmpty();
        }
      } finally {
        readers.shutdownNow();
      }
    }
  }
}
