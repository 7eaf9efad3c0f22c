package dev.fulgurite.benchmarks;

import dev.fulgurite.exporter.store.StoredSpan;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What questions cost as a store of ours grows: one of all the spans, and one of the first tenth of
 * them, are asked in turn by one thread, each for what it has.
 */
final class StoreGrowth {
  private static final int SPANS = Integer.getInteger("benchmarks.spans", 100_000);
  private static final int TENTH = SPANS / 10;
  private static final int BATCH = 512;
  private static final long SEED = 2026;

  private final Corpus corpus = Corpus.flat(SEED);

  private interface Question {
    List<?> ask(Questions store, int n);
  }

  static void run(Table table) throws Exception {
    Path whole = Folders.create("grown");
    Path tenth = Folders.create("small");
    try (OurStore large = new OurStore(whole);
        OurStore small = new OurStore(tenth)) {
      new StoreGrowth().compare(large, small, table);
    } finally {
      Folders.delete(whole);
      Folders.delete(tenth);
    }
  }

  private void compare(OurStore large, OurStore small, Table table) throws Exception {
    Samples all = new Samples();
    Samples few = new Samples();
    for (int done = 0; done < SPANS; done += BATCH) {
      List<StoredSpan> made = corpus.next(Math.min(BATCH, SPANS - done));
      large.append(made);
      all.addOf(made);
      if (done < TENTH) {
        small.append(made);
        few.addOf(made);
      }
    }
    all.shuffle(SEED);
    few.shuffle(SEED);
    large.awaitIndex();
    small.awaitIndex();
    Questions grown = new Questions(large.reader(), all);
    Questions before = new Questions(small.reader(), few);
    for (Map.Entry<String, Question> question : questions().entrySet()) {
      String what = "%s; of %,d spans against %,d".formatted(question.getKey(), SPANS, TENTH);
      System.out.printf(
          "%s: %,d and %,d in the answer%n",
          question.getKey(),
          question.getValue().ask(grown, 0).size(),
          question.getValue().ask(before, 0).size());
      Latencies latencies =
          Latencies.ofOthers(
              what,
              n -> question.getValue().ask(grown, n),
              n -> question.getValue().ask(before, n));
      table.row(what + "; median", "ms", latencies.at(0.5));
      table.row(what + "; p99", "ms", latencies.at(0.99));
    }
  }

  private Map<String, Question> questions() {
    Map<String, Question> all = new LinkedHashMap<>();
    all.put("trace", Questions::trace);
    all.put("session, in order", Questions::session);
    all.put("kind within a day, newest 100", Questions::kindWithinADay);
    all.put("session summary", Questions::summary);
    all.put("newest 50 sessions with counts", (store, n) -> store.newestSessions());
    all.put("average reward by agent and hour", (store, n) -> store.averages());
    for (int rank : StoreQueries.RANKS) {
      String word = corpus.word(rank);
      all.put(
          "newest 20 with a word, the %,d. by frequency".formatted(rank),
          (store, n) -> store.word(word));
    }
    all.put("newest 100 of a user", Questions::user);
    all.put("newest 100 with a number in an attribute", Questions::sequence);
    return all;
  }
}
