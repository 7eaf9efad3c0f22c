package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several real processes and one file. */
class SqliteProcessesIT {
  private static final int MANY = 1_000_000;

  @TempDir Path folder;

  private String url() {
    return "sqlite:" + path();
  }

  private Path path() {
    return folder.resolve("home/store.db");
  }

  private ChildJvm writer(int trace, int firstBatch, int batches) throws Exception {
    return ChildJvm.start(
        WriterProgram.class,
        List.of("-Xmx128m"),
        url(),
        String.valueOf(trace),
        String.valueOf(firstBatch),
        String.valueOf(batches));
  }

  @Test
  void store_losesNothingAndHasNothingTwice_whenFourProcessesWriteAtOnce() throws Exception {
    int batches = 50;
    List<ChildJvm> writers = new ArrayList<>();
    for (int trace = 1; trace <= 4; trace++) {
      writers.add(writer(trace, 0, batches));
    }

    for (ChildJvm writer : writers) {
      List<String> lines = writer.readToEnd();
      assertThat(writer.errors()).isEmpty();
      assertThat(writer.exitCode()).isZero();
      assertThat(lines).hasSize(batches);
      writer.close();
    }

    try (SpanStore store = TestStores.openForReading(path())) {
      assertThat(TestStores.count(store)).isEqualTo(4 * batches * WriterProgram.BATCH);
      assertThat(store.check()).isEmpty();
      assertThat(store.reader().sessions(SpanQuery.ALL)).hasSize(5);
      assertThat(store.reader().ledger())
          .hasSize(4)
          .allMatch(row -> row.counts().delivered() == (long) batches * WriterProgram.BATCH);
    }
  }

  @Test
  void store_hasAllThatWasAcknowledged_whenTheWriterIsKilled() throws Exception {
    for (int round = 0; round < 5; round++) {
      long acknowledged = writeAndKill(round + 1);

      try (SpanStore store = TestStores.openForReading(path())) {
        assertThat(store.check()).isEmpty();
        Set<String> ids = ids(store, round + 1);
        for (long id = 1; id <= acknowledged; id++) {
          assertThat(ids).contains(SpanKey.hex(id));
        }
        assertThat(ids.size() % WriterProgram.BATCH).as("no batch is torn").isZero();
        assertThat(ledger(store, round + 1).counts().delivered())
            .as("the ledger commits with the spans")
            .isEqualTo(ids.size());
      }
    }
    try (SpanStore store = TestStores.open(path())) {
      assertThat(store.append(TestStores.spans(MANY, 1), null)).as("it goes on").isOne();
    }
  }

  private long writeAndKill(int trace) throws Exception {
    try (ChildJvm writer = writer(trace, 0, MANY)) {
      long acknowledged = 0;
      for (int i = 0; i < 10 + 7 * trace; i++) {
        acknowledged = Long.parseLong(writer.readLine());
      }
      writer.kill();
      for (String line : writer.readToEnd()) {
        acknowledged = Long.parseLong(line);
      }
      return acknowledged;
    }
  }

  private static Set<String> ids(SpanStore store, int trace) {
    SpanQuery query =
        SpanQuery.builder().setTraceId(SampleSpan.traceId(trace)).setLimit(MANY).build();
    return store.reader().spans(query).spans().stream()
        .map(StoredSpan::spanId)
        .collect(Collectors.toSet());
  }

  private static LedgerRow ledger(SpanStore store, int trace) {
    return store.reader().ledger().stream()
        .filter(row -> row.processId().equals("writer-" + trace))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void reader_seesMore_whileAnotherProcessWrites() throws Exception {
    try (ChildJvm writer = writer(1, 0, MANY)) {
      assertThat(writer.readLine()).isNotNull();
      try (SpanStore store = TestStores.openForReading(path())) {
        int first = TestStores.count(store);
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> readOn(writer) && TestStores.count(store) > first);
        int second = TestStores.count(store);
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> readOn(writer) && TestStores.count(store) > second);
      }
    }
  }

  /** Keeps the pipe from filling up. */
  private static boolean readOn(ChildJvm writer) throws Exception {
    return writer.readLine() != null;
  }
}
