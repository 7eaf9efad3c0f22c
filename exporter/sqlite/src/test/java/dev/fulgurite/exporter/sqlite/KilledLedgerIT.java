package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.store.SpanStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments while several threads emit: the ledger's counts agree with
 * those of a witness. {@code -Dfulgurite.test.kills} kills more often, {@code
 * -Dfulgurite.test.seed} at other moments.
 */
class KilledLedgerIT {
  private static final int KILLS = Integer.getInteger("fulgurite.test.kills", 4);
  private static final long SEED = Long.getLong("fulgurite.test.seed", 20261121L);

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("store.db");
  }

  @Test
  void ledger_agreesWithTheWitness_afterEveryKill() throws Exception {
    Random random = new Random(SEED);
    long stored = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      Path witness = folder.resolve("witness-" + kill);
      long pid = emitAndKill(witness, random);

      List<LedgerRow> read = rows(pid);
      for (LedgerRow row : read) {
        check(row, witness);
      }
      stored += read.get(1).counts().delivered();
      assertThat(spans()).as("delivered is what is there").isEqualTo(stored);
      TestStores.open(path()).close(); // the next process that writes
      assertThat(rows(pid)).as("folded").isEqualTo(read);
      assertThat(files()).as("nothing is left beside the store").isEmpty();
    }
  }

  private void check(LedgerRow row, Path witness) throws IOException {
    long begun = 0;
    long emitted = 0;
    ByteBuffer counts = ByteBuffer.wrap(Files.readAllBytes(witness));
    for (int thread = 0; thread < EmitterProgram.THREADS; thread++) {
      begun += counts.getLong();
      emitted += counts.getLong();
    }
    System.out.printf(
        "%s: witness %d to %d, ledger %s%n", row.destination(), emitted, begun, row.counts());
    assertThat(row.counts().emitted()).as(row.toString()).isBetween(emitted, begun);
    assertThat(row.counts().balanced()).as(row.toString()).isTrue();
    assertThat(row.counts().inFlight()).as("lost").isNotNegative();
    assertThat(row.counts().detail().actions()).containsEntry(LedgerRow.KILLED, 1L);
    assertThat(row.closed()).isFalse();
  }

  /** Once both destinations have a file, at a random moment. */
  private long emitAndKill(Path witness, Random random) throws Exception {
    try (ChildJvm emitter =
        ChildJvm.start(
            EmitterProgram.class, List.of("-Xmx128m"), "sqlite:" + path(), witness.toString())) {
      assertThat(emitter.readLine()).isEqualTo("ready");
      await().atMost(Duration.ofSeconds(60)).until(() -> files().size() == 2);
      LockSupport.parkNanos(random.nextInt(700) * 1_000_000L);
      emitter.kill();
      assertThat(emitter.errors()).doesNotContain("no file beside");
      return emitter.pid();
    }
  }

  /** Of one process; the silent destination first. */
  private List<LedgerRow> rows(long pid) {
    try (SpanStore store = TestStores.openForReading(path())) {
      List<LedgerRow> rows =
          store.reader().ledger().stream().filter(row -> row.pid() == pid).toList();
      assertThat(rows).extracting(LedgerRow::destination).containsExactly("silent", "sqlite");
      return rows;
    }
  }

  private int spans() {
    try (SpanStore store = TestStores.openForReading(path())) {
      return TestStores.count(store);
    }
  }

  private List<Path> files() throws IOException {
    try (var found = Files.list(folder)) {
      return found.filter(path -> path.toString().contains(".emitted-")).toList();
    }
  }
}
