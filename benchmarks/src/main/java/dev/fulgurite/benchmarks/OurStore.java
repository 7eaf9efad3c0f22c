package dev.fulgurite.benchmarks;

import dev.fulgurite.exporter.store.BatchOrder;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import java.nio.file.Path;
import java.util.List;

/** The embedded store, as programs open it and write to it, but without a bound. */
final class OurStore implements SpanSink {
  private static final long UNBOUNDED = 0;

  private final SpanStore store;

  OurStore(Path folder) {
    this(folder, true);
  }

  private OurStore(Path folder, boolean index) {
    store =
        SpanStores.open(
            "sqlite:" + folder.resolve("spans.db"),
            new StoreOptions(false, UNBOUNDED, index),
            OurStore.class.getClassLoader());
  }

  /** While its index of texts is not filled. */
  static OurStore idle(Path folder) {
    return new OurStore(folder, false);
  }

  @Override
  public void append(List<StoredSpan> spans) {
    store.append(BatchOrder.bySession(spans), null);
  }

  SpanReader reader() {
    return store.reader();
  }

  /** Until texts of all spans can be asked for. */
  void awaitIndex() throws InterruptedException {
    while (reader().unindexed() > 0) {
      Thread.sleep(50);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
