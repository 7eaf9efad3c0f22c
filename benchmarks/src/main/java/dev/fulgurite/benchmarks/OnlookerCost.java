package dev.fulgurite.benchmarks;

/** What a second process that asks once a second costs the one that writes. */
final class OnlookerCost {
  private static final int SPANS = Integer.getInteger("benchmarks.spans", 400_000);
  private static final int PAIRS = 3;
  private static final int BATCH = 512;
  private static final int CHUNK = 50_000;
  private static final double ALLOWED_MILLIS = 1_000;
  private static final long SEED = 2026;

  static void run(Table table) throws Exception {
    Ingest load = new Ingest(() -> Corpus.flat(SEED), SPANS, BATCH, Math.min(SPANS, CHUNK));
    Pairs<Ingest.Result> pairs =
        Pairs.run(PAIRS, () -> load.into(WatchedStore::new), () -> load.into(OurStore::new));
    table.row(
        "ingest while a second process asks once a second, against alone",
        "/s",
        pairs.medians(Ingest.Result::perSecond));
    table.row(
        "age of the latest span it saw, at most, against a second",
        "ms",
        new Medians(WatchedStore.oldestMillis(), ALLOWED_MILLIS));
  }

  private OnlookerCost() {}
}
