package dev.fulgurite.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.store.SpanStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments. This process is the witness: it hears of each emitted span
 * through a pipe, and counts.
 */
class KilledIT {
  private static final int KILLS = Scale.of(5, 50);
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir private Path folder;

  /** What was heard of one process, and what it added to the store. */
  private record Killed(long pid, int emitted, long stored) {}

  private final Set<String> acknowledged = new HashSet<>();
  private final List<Killed> killed = new ArrayList<>();

  @Test
  @Tag("seed:001.store")
  @Tag("seed:001.loss.persisted")
  void acknowledgedSpans_areStored_andTheLedgerAgreesWithTheWitness() throws Exception {
    Path file = folder.resolve("store.db");
    Random random = Scale.random();
    Set<String> before = Set.of();
    for (int i = 0; i < KILLS; i++) {
      before = killOne(file, 1 + random.nextInt(40), before);
      assertThat(before).as("after kill %d", i + 1).containsAll(acknowledged);
    }
    try (Child last =
        Child.start(
            List.of("-Xmx64m"), line -> {}, EmitterProgram.class, file.toString(), "once")) {
      assertThat(last.awaitEnd()).isZero();
    }
    try (SpanStore store = StoreFiles.open(file)) {
      assertThat(store.check()).isEmpty();
      check(store.reader().ledger());
    }
  }

  /** Returns the ids that are stored after it. */
  private Set<String> killOne(Path file, int acknowledgements, Set<String> before)
      throws Exception {
    Queue<String> emitted = new ConcurrentLinkedQueue<>();
    Queue<String> safe = new ConcurrentLinkedQueue<>();
    AtomicInteger acks = new AtomicInteger();
    long pid;
    try (Child child =
        Child.start(
            List.of("-Xmx64m"),
            line -> {
              List<String> words = Arrays.asList(line.split(" "));
              boolean ack = words.get(0).equals("A");
              (ack ? safe : emitted).addAll(words.subList(1, words.size()));
              acks.addAndGet(ack ? 1 : 0);
            },
            EmitterProgram.class,
            file.toString())) {
      await()
          .pollInterval(Duration.ofMillis(1))
          .atMost(PATIENCE)
          .until(() -> acks.get() >= acknowledgements || !child.isAlive());
      assertThat(child.isAlive()).as("killed in the middle").isTrue();
      pid = child.pid();
      child.kill();
    }
    acknowledged.addAll(safe);
    try (SpanStore store = StoreFiles.open(file)) {
      Set<String> stored = StoreFiles.ids(store);
      killed.add(new Killed(pid, emitted.size(), (long) stored.size() - before.size()));
      return stored;
    }
  }

  private void check(List<LedgerRow> rows) {
    long emitted = 0;
    long never = 0;
    for (Killed process : killed) {
      LedgerSnapshot row = row(rows, process.pid).counts();
      emitted += row.emitted();
      never += row.emitted() - process.stored;
      assertThat(row.emitted())
          .as("as many as the witness heard of, and those whose news the kill cut off")
          .isBetween((long) process.emitted, (long) process.emitted + EmitterProgram.THREADS);
      assertThat(row.delivered()).as("delivered, %s", row).isEqualTo(process.stored);
    }
    System.out.printf(
        "kill -9, %d times: %d emitted (witness: %d), %d acknowledged and all stored, %d of the"
            + " rest never reached the store, as the ledger says%n",
        KILLS,
        emitted,
        killed.stream().mapToInt(Killed::emitted).sum(),
        acknowledged.size(),
        never);
  }

  private static LedgerRow row(List<LedgerRow> rows, long pid) {
    return rows.stream().filter(row -> row.pid() == pid).findFirst().orElseThrow();
  }
}
