package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Appends batches and prints the last id of each when it was stored. */
final class WriterProgram {
  static final int BATCH = 20;

  /** {@code url traceNumber firstBatch batches}. */
  public static void main(String[] args) {
    long trace = Long.parseLong(args[1]);
    int first = Integer.parseInt(args[2]);
    int batches = Integer.parseInt(args[3]);
    ClassLoader loader = WriterProgram.class.getClassLoader();
    try (SpanStore store = SpanStores.open(args[0], StoreOptions.defaults(), loader)) {
      for (int i = first; i < first + batches; i++) {
        List<StoredSpan> spans = batch(trace, i);
        store.append(spans, ledger(trace, i + 1 - first));
        System.out.println((long) (i + 1) * BATCH);
      }
    }
  }

  private static List<StoredSpan> batch(long trace, int number) {
    List<StoredSpan> spans = new ArrayList<>();
    for (long id = (long) number * BATCH + 1; id <= (number + 1L) * BATCH; id++) {
      spans.add(
          SampleSpan.of(id)
              .trace(trace)
              .name("name " + id % 7)
              .session("session " + id % 5)
              .put("text", "x".repeat((int) (id % 50) * 20))
              .build());
    }
    return spans;
  }

  private static LedgerRow ledger(long trace, long batches) {
    long spans = batches * BATCH;
    return new LedgerRow(
        "writer-" + trace,
        ProcessHandle.current().pid(),
        "sqlite",
        1,
        1,
        false,
        new LedgerSnapshot(spans, 0, 0, spans, 0, 0, Map.of(), Map.of()));
  }

  private WriterProgram() {}
}
