package dev.fulgurite.benchmarks;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.StoredSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * What people ask a store, of ours and of a JSON column in SQLite: both are filled with the same
 * spans, then asked in turn by one thread, warm. Both give spans, and the same ones.
 */
final class StoreQueries implements AutoCloseable {
  private static final int SPANS = Integer.getInteger("benchmarks.spans", 100_000);

  /** Of one span with a whole history, of which a million would fill the disk. */
  private static final int FLAT_SPANS = 10;

  private static final int BATCH = 512;
  private static final int CHUNK = 20 * BATCH;
  private static final long SEED = 2026;

  /** Of words asked for, by frequency. */
  static final int[] RANKS = {15_000, 4_000, 300};

  private final OurStore store;
  private final SpanReader reader;
  private final JsonReads json;
  private final Samples samples = new Samples();
  private final Questions ours;
  private final Corpus corpus;
  private final int spans;
  private final String label;
  private final FillClock clock = new FillClock("fulgurite-store-index");
  private final Table table;

  private StoreQueries(Path folder, Table table, Corpus corpus, int spans, String label)
      throws Exception {
    this.table = table;
    this.corpus = corpus;
    this.spans = spans;
    this.label = label;
    this.store = new OurStore(folder);
    try (SpanSink other = new JsonStore(folder)) {
      fill(other);
    }
    this.reader = store.reader();
    this.ours = new Questions(reader, samples);
    this.json = new JsonReads(folder);
  }

  static void run(Table table) throws Exception {
    Path folder = Folders.create("queries");
    try {
      try (StoreQueries flat = new StoreQueries(folder, table, Corpus.flat(SEED), SPANS, "")) {
        flat.awaitIndex();
        flat.points();
        flat.aggregates();
        flat.searches();
      }
      Openings.compare(folder, table);
    } finally {
      Folders.delete(folder);
    }
    askHistories(table);
  }

  private static void askHistories(Table table) throws Exception {
    Path folder = Folders.create("histories");
    Corpus histories = Corpus.withHistory(SEED);
    int spans = SPANS / FLAT_SPANS;
    try (StoreQueries queries =
        new StoreQueries(folder, table, histories, spans, ", whole histories")) {
      queries.awaitIndex();
      queries.points();
    } finally {
      Folders.delete(folder);
    }
  }

  private void fill(SpanSink other) throws Exception {
    for (int done = 0; done < spans; done += CHUNK) {
      List<StoredSpan> made = corpus.next(Math.min(CHUNK, spans - done));
      for (int from = 0; from < made.size(); from += BATCH) {
        List<StoredSpan> batch = made.subList(from, Math.min(made.size(), from + BATCH));
        clock.run(batch.size(), () -> store.append(batch));
        other.append(batch);
      }
      samples.addOf(made);
    }
    samples.shuffle(SEED);
  }

  /** Prints how the store was filled, what the index had left to do, and what it took. */
  private void awaitIndex() throws InterruptedException {
    long lag = reader.unindexed();
    long before = System.nanoTime();
    while (reader.unindexed() > 0) {
      clock.look();
      Thread.sleep(50);
    }
    System.out.printf(
        "%,d spans, the last million at %.2f times the speed of the first; the index had %,d to go,"
            + " which took %,d ms, and took %.1f s of CPU in all%n",
        spans,
        clock.lastToFirst(),
        lag,
        (System.nanoTime() - before) / 1_000_000,
        clock.cpuSeconds());
  }

  private void points() throws Exception {
    compareTwice("trace", ours::trace, n -> json.spans(JsonReads.TRACE, samples.get(n).traceId()));
    compareTwice(
        "session, in order", ours::session, n -> json.spans(JsonReads.SESSION, session(n)));
    compareTwice(
        "kind within a day, newest 100",
        ours::kindWithinADay,
        n -> {
          long until = samples.get(n).startEpochNanos();
          String kind = EventKind.TOOL.word();
          return json.spans(JsonReads.KIND, kind, until - Questions.DAY, until + 1);
        });
    compare(
        "session summary",
        n -> ours.summary(n).size(),
        n -> json.count(JsonReads.SUMMARY, session(n)));
  }

  private void aggregates() throws Exception {
    compare(
        "newest 50 sessions with counts",
        n -> ours.newestSessions().size(),
        n -> json.count(JsonReads.SESSIONS));
    compare(
        "average reward by agent and hour",
        n -> ours.averages().size(),
        n -> json.count(JsonReads.REWARDS));
  }

  private void searches() throws Exception {
    for (int rank : RANKS) {
      String word = corpus.word(rank);
      compare(
          "newest 20 with a word, the %,d. by frequency".formatted(rank),
          n -> ours.word(word),
          n -> json.spans(JsonReads.TEXT, "%" + word + "%"));
    }
    String user = Fulgurite.USER_ID;
    compare(
        "newest 100 of a user",
        ours::user,
        n -> json.spans(JsonReads.ATTRIBUTE, path(user), samples.text(n, user)));
    String sequence = AgentLightning.SEQUENCE_ID;
    compare(
        "newest 100 with a number in an attribute",
        ours::sequence,
        n -> json.spans(JsonReads.ATTRIBUTE, path(sequence), samples.get(n).number(sequence)));
  }

  private static String path(String key) {
    return "$.attributes.\"" + key + "\"";
  }

  private String session(int n) {
    return samples.text(n, Fulgurite.SESSION_ID);
  }

  private void compare(String what, Latencies.Asking ours, Latencies.Asking theirs)
      throws Exception {
    print(what, Latencies.of(what, ours, theirs));
  }

  /** Of what people look at more than once: warm is what ClickBench calls a hot run. */
  private void compareTwice(String what, Latencies.Asking ours, Latencies.Asking theirs)
      throws Exception {
    Latencies.Both both = Latencies.ofBoth(what, ours, theirs);
    print(what + ", first asked", both.first());
    print(what + ", warm", both.again());
  }

  private void print(String what, Latencies latencies) throws IOException {
    String which = what + label;
    table.row(which + "; median", "ms", latencies.at(0.5));
    table.row(which + "; p99", "ms", latencies.at(0.99));
  }

  @Override
  public void close() throws SQLException {
    json.close();
    store.close();
  }
}
