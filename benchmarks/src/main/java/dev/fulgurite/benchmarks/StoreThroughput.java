package dev.fulgurite.benchmarks;

import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreExporter;
import dev.fulgurite.exporter.store.StoreOptions;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.file.Path;
import java.util.function.Function;

/** From emitters to rows of the SQLite store, which is the same behind both processors. */
final class StoreThroughput {
  private static final int SPANS = 100_000;
  private static final long UNBOUNDED = 0;

  static void run(Table table) throws Exception {
    for (int threads : new int[] {1, 10}) {
      Load load = new Load(threads, SPANS);
      Pairs<Load.Result> pairs =
          Pairs.run(
              () -> through(load, exporter -> Handoff.ours(exporter, OverflowPolicy.BLOCK)),
              () -> through(load, Handoff::stock));
      String where = ", %d producer(s), to the SQLite store (ours BLOCK)".formatted(threads);
      table.row("stored" + where, "/s", pairs.medians(Load.Result::perSecond));
      table.row("lost" + where, "%", pairs.medians(Load.Result::lost));
    }
  }

  private static Load.Result through(Load load, Function<SpanExporter, SpanProcessor> processor)
      throws Exception {
    Path folder = Folders.create("store");
    String url = "sqlite:" + folder.resolve("spans.db");
    StoreOptions options = new StoreOptions(false, UNBOUNDED);
    ClassLoader loader = StoreThroughput.class.getClassLoader();
    CountingExporter exporter =
        new CountingExporter(
            StoreExporter.create(() -> SpanStores.open(url, options, loader), "sqlite"));
    try {
      return load.through(processor.apply(exporter), exporter.delivered::sum);
    } finally {
      Folders.delete(folder);
    }
  }

  private StoreThroughput() {}
}
