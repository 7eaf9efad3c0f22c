package dev.fulgurite.benchmarks;

/**
 * Spans through the store's append, beside a JSON column in SQLite at the same batch size and
 * beside an append-only segment file.
 */
final class StoreIngest {
  private static final int SPANS = Integer.getInteger("benchmarks.spans", 150_000);
  private static final int PAIRS = Integer.getInteger("benchmarks.pairs", 5);
  private static final String BATCHES = System.getProperty("benchmarks.batches", "512,4096");
  private static final int CHUNK = 50_000;
  private static final int HISTORY_SPANS = 10_000;
  private static final int HISTORY_CHUNK = 2_000;
  private static final long SEED = 2026;

  static void run(Table table) throws Exception {
    for (String batch : BATCHES.split(",", -1)) {
      String each = ", batches of " + batch;
      Ingest flat =
          new Ingest(
              () -> Corpus.flat(SEED), SPANS, Integer.parseInt(batch), Math.min(SPANS, CHUNK));
      beside("JSON column, text index idle" + each, flat, OurStore::idle, JsonStore::new, table);
      beside("JSON column, text index on" + each, flat, OurStore::new, JsonStore::new, table);
      beside("segment file, text index idle" + each, flat, OurStore::idle, SegmentFile::new, table);
    }
    Ingest history = new Ingest(() -> Corpus.withHistory(SEED), HISTORY_SPANS, 512, HISTORY_CHUNK);
    beside("JSON column, whole histories", history, OurStore::idle, JsonStore::new, table);
  }

  private static void beside(
      String what, Ingest load, Ingest.Opening ours, Ingest.Opening other, Table table)
      throws Exception {
    Pairs<Ingest.Result> pairs = Pairs.run(PAIRS, () -> load.into(ours), () -> load.into(other));
    table.row("ingest; " + what, "/s", pairs.medians(Ingest.Result::perSecond));
    table.row("CPU; " + what, "s/M", pairs.medians(Ingest.Result::cpuSeconds));
    table.row("size; " + what, "bytes/span", pairs.medians(Ingest.Result::bytes));
    table.row("last to first; " + what, "", pairs.medians(Ingest.Result::lastToFirst));
  }

  private StoreIngest() {}
}
