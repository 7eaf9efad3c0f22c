package dev.fulgurite.benchmarks;

import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreOptions;
import java.nio.file.Files;
import java.nio.file.Path;

/** What opening a store costs that has much in it, beside one that has nothing. */
final class Openings {
  private static final SpanQuery NOTHING =
      SpanQuery.builder().setTraceId("0".repeat(31) + "1").build();

  /** The store in {@code folder} is closed, and what it was filled with lies in it. */
  static void compare(Path folder, Table table) throws Exception {
    Path empty = Folders.create("empty");
    try {
      open(empty, StoreOptions.defaults());
      long megabytes = Files.size(folder.resolve("spans.db")) >> 20;
      StoreOptions unbounded = new StoreOptions(false, 0);
      compare("for writing", megabytes, new Path[] {folder, empty}, unbounded, table);
      compare(
          "for reading", megabytes, new Path[] {folder, empty}, StoreOptions.forReading(), table);
    } finally {
      Folders.delete(empty);
    }
  }

  private static void compare(
      String how, long megabytes, Path[] fullAndEmpty, StoreOptions options, Table table)
      throws Exception {
    String what = "opening %s and closing %,d MB, against nothing".formatted(how, megabytes);
    Latencies latencies =
        Latencies.of(
            what, n -> open(fullAndEmpty[0], options), n -> open(fullAndEmpty[1], options));
    table.row(what + "; median", "ms", latencies.at(0.5));
  }

  /** Until it has answered a question. */
  private static int open(Path folder, StoreOptions options) {
    String url = "sqlite:" + folder.resolve("spans.db");
    try (SpanStore store = SpanStores.open(url, options, Openings.class.getClassLoader())) {
      return store.reader().spans(NOTHING).spans().size();
    }
  }

  private Openings() {}
}
