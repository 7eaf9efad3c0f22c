package dev.fulgurite.benchmarks;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.AttributePredicate;
import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.StoredSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

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
  private static final int SAMPLED = 200;
  private static final long SEED = 2026;
  private static final long DAY = 86_400_000_000_000L;

  private final OurStore store;
  private final SpanReader reader;
  private final JsonReads json;
  private final List<StoredSpan> samples = new ArrayList<>();
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
      for (int i = 0; i < made.size(); i += SAMPLED) {
        samples.add(made.get(i));
      }
    }
    Collections.shuffle(samples, new Random(SEED));
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

  /** What is asked for to warm up is not asked for otherwise. */
  private StoredSpan sample(int n) {
    int half = Math.max(1, samples.size() / 2);
    return samples.get(n < 0 ? samples.size() - 1 - ~n % half : n % half);
  }

  private void points() throws Exception {
    compareTwice(
        "trace",
        n -> found(SpanQuery.builder().setTraceId(sample(n).traceId())),
        n -> json.spans(JsonReads.TRACE, sample(n).traceId()));
    compareTwice(
        "session, in order",
        n -> found(SpanQuery.builder().setSessionId(session(n))),
        n -> json.spans(JsonReads.SESSION, session(n)));
    compareTwice(
        "kind within a day, newest 100",
        n -> {
          long from = sample(n).startEpochNanos();
          return found(
              newest(100)
                  .setKind(EventKind.TOOL)
                  .setStartedFrom(from - DAY)
                  .setStartedBefore(from + 1));
        },
        n -> {
          long from = sample(n).startEpochNanos();
          return json.spans(JsonReads.KIND, EventKind.TOOL.word(), from - DAY, from + 1);
        });
    compare(
        "session summary",
        n -> reader.sessions(SpanQuery.builder().setSessionId(session(n)).build()).size(),
        n -> json.count(JsonReads.SUMMARY, session(n)));
  }

  private void aggregates() throws Exception {
    compare(
        "newest 50 sessions with counts",
        n -> reader.sessions(newest(50).build()).size(),
        n -> json.count(JsonReads.SESSIONS));
    compare(
        "average reward by agent and hour", n -> averages(), n -> json.count(JsonReads.REWARDS));
  }

  /** Agents and hours, of all models. */
  private int averages() {
    SpanQuery all = SpanQuery.builder().setLimit(Integer.MAX_VALUE).build();
    return (int)
        reader.agents(all).stream()
            .filter(one -> one.rewards() > 0)
            .map(one -> one.hourEpochNanos() + "/" + one.agent())
            .distinct()
            .count();
  }

  private void searches() throws Exception {
    for (int rank : new int[] {15_000, 4_000, 300}) {
      String word = corpus.word(rank);
      compare(
          "newest 20 with a word, the %,d. by frequency".formatted(rank),
          n -> found(newest(20).setText(word)),
          n -> json.spans(JsonReads.TEXT, "%" + word + "%"));
    }
    String user = Fulgurite.USER_ID;
    compare(
        "newest 100 of a user",
        n -> found(having(user, text(n, user))),
        n -> json.spans(JsonReads.ATTRIBUTE, path(user), text(n, user)));
    String sequence = AgentLightning.SEQUENCE_ID;
    compare(
        "newest 100 with a number in an attribute",
        n -> found(having(sequence, sample(n).number(sequence))),
        n -> json.spans(JsonReads.ATTRIBUTE, path(sequence), sample(n).number(sequence)));
  }

  private static String path(String key) {
    return "$.attributes.\"" + key + "\"";
  }

  private static SpanQuery.Builder having(String key, Object value) {
    return newest(100).addAttribute(new AttributePredicate(key, Operator.EQUALS, value));
  }

  private String session(int n) {
    return text(n, Fulgurite.SESSION_ID);
  }

  private String text(int n, String key) {
    return String.valueOf(sample(n).string(key));
  }

  private static SpanQuery.Builder newest(int limit) {
    return SpanQuery.builder().setOrder(SpanQuery.Order.NEWEST_FIRST).setLimit(limit);
  }

  private List<StoredSpan> found(SpanQuery.Builder query) {
    return reader.spans(query.build()).spans();
  }

  private void compare(String what, Latencies.Asking ours, Latencies.Asking theirs)
      throws Exception {
    print(what, Latencies.of(what, ours, theirs));
  }

  /** Of what people look at more than once. */
  private void compareTwice(String what, Latencies.Asking ours, Latencies.Asking theirs)
      throws Exception {
    Latencies.Both both = Latencies.ofBoth(what, ours, theirs);
    print(what, both.first());
    print(what + ", asked again", both.again());
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
