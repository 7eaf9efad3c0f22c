package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.store.Upkeep;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deletions, copies and room, while another process writes. */
class UpkeepIT {
  private static final int BATCHES = 400;
  private static final int MANY = 1_000_000;
  private static final List<String> CANARIES = List.of("zqsecretxj", "qxuserjz", "wjnamekq");

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("home/store.db");
  }

  private SqliteSpanStore open() {
    return SqliteSpanStore.open(
        path().toString(), new StoreOptions(false, 0, false), SqliteSettings.DEFAULTS);
  }

  private ChildJvm writer(int batches) throws Exception {
    return ChildJvm.start(
        WriterProgram.class,
        List.of("-Xmx128m"),
        "sqlite:" + path(),
        "1",
        "0",
        String.valueOf(batches));
  }

  /** Where the canaries are. */
  private List<String> remains() throws Exception {
    String[] arguments =
        Stream.concat(Stream.of(path().toString()), CANARIES.stream()).toArray(String[]::new);
    try (ChildJvm search = ChildJvm.start(RemainsProgram.class, List.of(), arguments)) {
      List<String> places = search.readToEnd();
      assertThat(search.errors()).isEmpty();
      assertThat(search.exitCode()).isZero();
      return places;
    }
  }

  /** In a session that the other process writes to. */
  private static List<StoredSpan> secrets(long first) {
    return LongStream.range(first, first + 50)
        .mapToObj(
            id ->
                SampleSpan.of(id)
                    .trace(99)
                    .session("session 1")
                    .name("wjnamekq")
                    .put(Fulgurite.USER_ID, "qxuserjz")
                    .put("k", "zqsecretxj number " + id)
                    .build())
        .toList();
  }

  @Test
  void delete_leavesNothingOfAUser_andLosesNothingOfWhatAnotherProcessWrites() throws Exception {
    try (SqliteSpanStore store = open();
        ChildJvm writer = writer(BATCHES)) {
      long last = 0;
      for (int round = 0; round < 3; round++) {
        last = Long.parseLong(writer.readLine());
        store.append(secrets(MANY + 100L * round), null);
        store.fillIndex();
        assertThat(remains()).contains("blocks");

        assertThat(store.delete(SpanDeletion.ofUser("qxuserjz")).spans()).isEqualTo(50);

        assertThat(remains()).isEmpty();
      }
      List<String> rest = writer.readToEnd();
      assertThat(writer.errors()).isEmpty();
      assertThat(writer.exitCode()).isZero();
      assertThat(rest).last().isEqualTo(String.valueOf(BATCHES * WriterProgram.BATCH));
      assertThat(last).isPositive();
      store.fillIndex();
      assertThat(store.check()).isEmpty();
      assertThat(ids(store)).hasSize(BATCHES * WriterProgram.BATCH);
      assertThat(store.reader().pruned().spans()).isEqualTo(150);
      assertThat(store.reader().ledger().get(0).counts().delivered())
          .isEqualTo((long) BATCHES * WriterProgram.BATCH);
    }
    assertThat(remains()).isEmpty();
  }

  @Test
  void delete_isEndedByTheNext_andByVacuum_whenItsProcessIsKilled() throws Exception {
    for (int round = 0; round < 4; round++) {
      long first = 1 + round * 10_000L;
      try (SqliteSpanStore store = open()) {
        for (int i = 0; i < 20; i++) {
          store.append(secrets(first + 50L * i), null);
          store.append(TestStores.spans(first + 5_000 + 10L * i, 10), null);
        }
        store.fillIndex();
      }
      killWhileItDeletes(round);

      try (SqliteSpanStore store = open()) {
        if (round % 2 == 0) {
          store.delete(SpanDeletion.ofUser("qxuserjz"));
        }
        assertThat(store.upkeep().orElseThrow().vacuum()).isNotNegative();

        assertThat(store.check()).isEmpty();
        assertThat(TestStores.count(store)).isEqualTo((round + 1) * 200);
        assertThat(store.reader().pruned().spans()).isEqualTo((round + 1) * 1_000L);
      }
      assertThat(remains()).isEmpty();
    }
  }

  /** Once there is something to be cleaned, or later, or never; also after its end. */
  private void killWhileItDeletes(int steps) throws Exception {
    StoreFile file = StoreFile.at(path().toString());
    try (ChildJvm child =
            ChildJvm.start(DeleteProgram.class, List.of(), path().toString(), "qxuserjz");
        SqlSession session = Connections.forReading(file, SqliteSettings.DEFAULTS)) {
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(1))
          .until(() -> !child.isAlive() || cleaning(session) > 7L * steps);
      child.kill();
    }
  }

  private static long cleaning(SqlSession session) throws Exception {
    return session.inSnapshot(ErasureTable::additions);
  }

  @Test
  void backupAndVacuum_work_whileAnotherProcessWrites() throws Exception {
    try (ChildJvm writer = writer(BATCHES)) {
      long acknowledged = 0;
      for (int copy = 0; copy < 3; copy++) {
        for (int i = 0; i < 20; i++) {
          acknowledged = Long.parseLong(writer.readLine());
        }
        Path file = folder.resolve("copy" + copy + ".db");
        try (SqliteSpanStore store = TestStores.openForReading(path())) {
          store.upkeep().orElseThrow().backup(file);
        }
        try (SqliteSpanStore store = TestStores.openForReading(file)) {
          assertThat(store.check()).isEmpty();
          int there = ids(store).size();
          assertThat(there).isGreaterThanOrEqualTo((int) acknowledged);
          assertThat(store.reader().ledger().get(0).counts().delivered()).isEqualTo(there);
        }
        try (SqliteSpanStore store = open()) {
          Upkeep upkeep = store.upkeep().orElseThrow();
          assertThat(upkeep.vacuum()).isNotNegative();
        }
      }
      writer.readToEnd();
      assertThat(writer.errors()).isEmpty();
      assertThat(writer.exitCode()).isZero();
    }
    try (SqliteSpanStore store = TestStores.openForReading(path())) {
      assertThat(store.check()).isEmpty();
      assertThat(ids(store)).hasSize(BATCHES * WriterProgram.BATCH);
    }
    assertThat(Files.exists(folder.resolve("copy0.db-wal"))).isFalse();
  }

  private static Set<String> ids(SqliteSpanStore store) {
    SpanQuery query = SpanQuery.builder().setTraceId(SampleSpan.traceId(1)).setLimit(MANY).build();
    return store.reader().spans(query).spans().stream()
        .map(StoredSpan::spanId)
        .collect(Collectors.toSet());
  }
}
