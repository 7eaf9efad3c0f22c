package dev.fulgurite.exporter.sqlite;

import static java.lang.Thread.State.TIMED_WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoreProgress;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.store.Upkeep;
import dev.fulgurite.testkit.AgentTraces;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Room, copies and repairs. */
class UpkeepTest {
  private static final SpanQuery ALL = SpanQuery.builder().setLimit(Integer.MAX_VALUE).build();

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("store.db");
  }

  private SqliteSpanStore open() {
    return SqliteSpanStore.open(
        path().toString(), new StoreOptions(false, 0, false), SqliteSettings.DEFAULTS);
  }

  private static Upkeep upkeep(SqliteSpanStore store) {
    return store.upkeep().orElseThrow();
  }

  private List<StoredSpan> fill() {
    List<StoredSpan> spans = AgentTraces.generate(5, 30);
    try (SqliteSpanStore store = open()) {
      store.append(spans, null);
      store.fillIndex();
    }
    return spans;
  }

  @Test
  void vacuum_givesTheRoomOfPrunedSpansBack() throws Exception {
    try (SqliteSpanStore store = open()) {
      Random random = new Random(1);
      store.append(
          IntStream.range(0, 1_000)
              .mapToObj(i -> SampleSpan.of(i).put("k", TestStores.noise(random)).build())
              .toList(),
          null);
    }
    long before = Files.size(path());
    try (SqlSession session =
        Connections.forWriting(StoreFile.at(path().toString()), SqliteSettings.DEFAULTS)) {
      session.inTransaction(
          locked -> RemovalStep.run(locked, 1, "SELECT seq FROM span WHERE seq <= ?", 900));
    }

    try (SqliteSpanStore store = open()) {
      long given = upkeep(store).vacuum();

      assertThat(given).isGreaterThan(before / 2);
      assertThat(store.check()).isEmpty();
      assertThat(store.reader().spans(ALL).spans()).hasSize(100);
    }
    assertThat(Files.size(path())).isLessThan(before / 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRAGMA user_version",
        "INSERT INTO erasure (session_id, first_seq, additions) VALUES (1, 1, 1)",
        "ALTER TABLE erasure DROP COLUMN deletion" // as an older version makes it
      })
  void vacuum_endsADeletion_thatEndedHalfWay(String more) throws Exception {
    try (SqliteSpanStore store = open()) {
      store.append(
          List.of(
              SampleSpan.of(1).session("s").name("zqsecretxj").build(),
              SampleSpan.of(2).session("s").build()),
          null);
      store.fillIndex();
      // As a process leaves it that was killed behind its last step.
      BegunDeletion begun = new BegunDeletion(new SpanDeletion("s", null, 2L), 2);
      new SpanErasure(begun, 1).run(accessTo(store), StoreProgress.NONE);
    }
    assertThat(Remains.of(folder, path()).places("zqsecretxj")).contains("table dictionary");
    if (more.startsWith("INSERT")) {
      TestStores.sql(path(), "DELETE FROM erasure WHERE session_id = 1");
    }
    TestStores.sql(path(), more);
    try (SqliteSpanStore store = open()) {
      assertThat(store.check())
          .containsExactly("a deletion ended half-way: end it with fulgurite vacuum");

      upkeep(store).vacuum();

      assertThat(store.check()).isEmpty();
      assertThat(Remains.of(folder, path()).places("zqsecretxj")).isEmpty();
      assertThat(TestStores.count(store)).isOne();
    }
  }

  /** In sessions of ten each: a process that removes five at once dies behind its third step. */
  private void dieWhileDeleting(String user) {
    SqliteSettings small = SqliteSettings.DEFAULTS.withPruneStep(5);
    try (SqliteSpanStore store =
        SqliteSpanStore.open(path().toString(), new StoreOptions(false, 0, false), small)) {
      StoreProgress death =
          (stage, done, total) -> {
            if (done >= 15) {
              throw new IllegalStateException("dead");
            }
          };
      assertThatThrownBy(() -> store.delete(SpanDeletion.ofUser(user), death)).hasMessage("dead");
    }
  }

  private void fillSessions(long first, int sessions, String user, String name) {
    try (SqliteSpanStore store = open()) {
      for (int s = 0; s < sessions; s++) {
        String session = name + first + '-' + s;
        store.append(
            LongStream.range(first + 10L * s, first + 10L * s + 10)
                .mapToObj(
                    id ->
                        SampleSpan.of(id)
                            .session(session)
                            .name(name)
                            .put(Fulgurite.USER_ID, user)
                            .build())
                .toList(),
            null);
      }
      store.fillIndex();
    }
  }

  private static long spansOf(SpanReader reader, String user) {
    SpanQuery query = SpanDeletion.ofUser(user).query();
    return reader.spans(query.toBuilder().setLimit(Integer.MAX_VALUE).build()).spans().size();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vacuum", "delete"})
  void deletionThatDied_isRunToItsEnd_byVacuumAndByTheNext(String next) throws Exception {
    fillSessions(1, 20, "qxuserjz", "zqsecretxj");
    fillSessions(10_001, 20, "bob", "harmless");
    dieWhileDeleting("qxuserjz");

    try (SqliteSpanStore store = open()) {
      assertThat(spansOf(store.reader(), "qxuserjz")).isEqualTo(185);
      assertThat(store.check())
          .containsExactly(
              "a deletion ended half-way, and not all of its spans are gone: end it with"
                  + " fulgurite vacuum");

      if (next.equals("vacuum")) {
        upkeep(store).vacuum();
      } else {
        assertThat(store.delete(SpanDeletion.ofUser("nobody"))).isEqualTo(Pruned.NONE);
      }

      assertThat(spansOf(store.reader(), "qxuserjz")).isZero();
      assertThat(spansOf(store.reader(), "bob")).isEqualTo(200);
      assertThat(store.check()).isEmpty();
      assertThat(store.reader().pruned()).isEqualTo(new Pruned(200, 20));
      assertThat(Remains.of(folder, path()).places(List.of("zqsecretxj", "qxuserjz", "nobody")))
          .isEmpty();
    }
  }

  @Test
  void deletionThatDied_leavesWhatCameAfterItBegan_whenItIsEnded() {
    fillSessions(1, 20, "u\ud800", "before");
    fillSessions(1_001, 1, "u?", "other");
    dieWhileDeleting("u\ud800");
    fillSessions(2_001, 3, "u\ud800", "after");

    try (SqliteSpanStore store = open()) {
      upkeep(store).vacuum();

      assertThat(spansOf(store.reader(), "u\ud800")).isEqualTo(30);
      assertThat(spansOf(store.reader(), "u?")).isEqualTo(10);
      assertThat(store.check()).isEmpty();
    }
  }

  @Test
  void delete_saysSo_whenAReaderKeepsItsLogFull() throws Exception {
    StoreFile file = StoreFile.at(path().toString());
    SqliteSettings impatient = SqliteSettings.DEFAULTS.withBusyTimeout(Duration.ofMillis(50));
    try (SqliteSpanStore store =
            SqliteSpanStore.open(path().toString(), new StoreOptions(false, 0, false), impatient);
        SqlSession reader = Connections.forReading(file, SqliteSettings.DEFAULTS)) {
      store.append(List.of(SampleSpan.of(1).session("s").name("zqsecretxj").build()), null);
      reader.inSnapshot(
          session -> {
            assertThat(session.number("SELECT count(*) FROM span")).isOne();
            assertThatThrownBy(() -> store.delete(SpanDeletion.ofSession("s")))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("log", "fulgurite vacuum");
            return true;
          });
      assertThat(TestStores.count(store)).isZero();

      upkeep(store).vacuum();

      assertThat(store.check()).isEmpty();
      assertThat(Remains.of(folder, path()).places("zqsecretxj")).isEmpty();
    }
  }

  /** Whoever writes moves the log into the file now and then; two cannot at once. */
  @Test
  @Timeout(60)
  void log_isEmptied_onceAnotherHasMovedItIntoTheFile() throws Exception {
    StoreFile file = StoreFile.at(path().toString());
    try (SqliteSpanStore store = open();
        SqlSession reader = Connections.forReading(file, SqliteSettings.DEFAULTS);
        SqlSession other = Connections.forWriting(file, SqliteSettings.DEFAULTS);
        SqlSession ours = Connections.forWriting(file, SqliteSettings.DEFAULTS)) {
      store.append(TestStores.spans(1, 1), null);
      FutureTask<Boolean> emptied = new FutureTask<>(() -> FileRoom.emptyLog(ours));
      Thread thread = new Thread(emptied);
      FutureTask<Boolean> moved =
          reader.inSnapshot(
              session -> {
                session.number("SELECT count(*) FROM span");
                store.append(TestStores.spans(2, 1), null);
                FutureTask<Boolean> moving = new FutureTask<>(() -> FileRoom.emptyLog(other));
                new Thread(moving).start(); // waits for this reader, and keeps others from it
                await().until(() -> isMoving(file));
                thread.start();
                await().until(() -> emptied.isDone() || thread.getState() == TIMED_WAITING);
                assertThat(emptied.isDone()).as("given up at once").isFalse();
                return moving;
              });

      assertThat(moved.get()).isTrue();
      assertThat(emptied.get()).isTrue();
      assertThat(Files.size(file.wal())).isZero();
    }
  }

  private static boolean isMoving(StoreFile file) throws SQLException {
    try (SqlSession probe = Connections.forWriting(file, SqliteSettings.DEFAULTS)) {
      return Long.valueOf(1).equals(probe.number("PRAGMA wal_checkpoint(PASSIVE)"));
    }
  }

  private static SqliteOutbox.Access accessTo(SqliteSpanStore store) {
    return store.access();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void backup_isTheStore_forItsOwnerAlone_alsoOfOneAtRest() throws Exception {
    List<StoredSpan> spans = fill();
    Path copy = folder.resolve("copy.db");

    try (SqliteSpanStore store = TestStores.openForReading(path())) {
      upkeep(store).backup(copy);
    }

    assertThat(TestStores.list(folder)).containsExactly("copy.db", "store.db");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
    try (SqliteSpanStore store = TestStores.openForReading(copy);
        SqliteSpanStore original = TestStores.openForReading(path())) {
      assertThat(store.check()).isEmpty();
      assertThat(store.reader().unindexed()).isZero();
      assertThat(store.reader().spans(ALL)).isEqualTo(original.reader().spans(ALL));
      assertThat(store.reader().sessions(ALL)).isEqualTo(original.reader().sessions(ALL));
      assertThat(TestStores.count(store)).isEqualTo(spans.size());
    }
    try (SqliteSpanStore store = TestStores.open(copy)) {
      assertThat(store.append(TestStores.spans(1 << 30, 3), null)).isEqualTo(3);
    }
  }

  @Test
  void backup_refusesAFileThatIsThere_andLeavesNoneWhereItFails() throws Exception {
    fill();
    Path there = Files.writeString(folder.resolve("there.db"), "mine");
    try (SqliteSpanStore store = open()) {
      assertThatThrownBy(() -> upkeep(store).backup(there))
          .isInstanceOf(StoreException.class)
          .hasMessageContainingAll("there.db", "is there already");
      assertThatThrownBy(() -> upkeep(store).backup(folder.resolve("no/copy.db")))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("copy.db");
    }
    assertThat(Files.readString(there)).isEqualTo("mine");
    assertThat(TestStores.list(folder)).containsExactly("store.db", "there.db");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE trace SET spans = 9, errors = 3 WHERE id = 1",
        "UPDATE block SET spans = 99 WHERE id = 1",
        "UPDATE session SET errors = 99, reward = 5",
        "DELETE FROM agent_hour",
        "DELETE FROM session_trace",
        "DELETE FROM reward",
        "UPDATE span SET event_kind = 1 + event_kind % 5 WHERE seq = 4",
        "UPDATE span SET model_id = name_id WHERE seq % 3 = 0",
        "UPDATE span SET reward = 7, input_tokens = 1 + input_tokens WHERE seq % 4 = 0",
        "UPDATE span SET context_id = (SELECT max(o.id) FROM context c JOIN context o"
            + " USING (scope_id, resource_id) WHERE c.id = context_id) WHERE seq BETWEEN 10 AND 20",
        "UPDATE context SET session_id = 1 + session_id % 7",
        "UPDATE span SET session_id = 1 + session_id % 7 WHERE seq BETWEEN 10 AND 20",
        "UPDATE context SET agent_id = NULL, user_id = scope_id",
        "DELETE FROM span_index WHERE rowid = 4",
        "INSERT INTO span_index (rowid, tokens) VALUES (123456, 'x')",
        "UPDATE index_state SET position = 99999999",
        "DELETE FROM index_state",
        "DELETE FROM span_index_data WHERE id > 10",
        "DELETE FROM index_word_part_data WHERE id > 10",
      })
  void repair_mendsWhatTheSpansTell(String damage) {
    fill();
    List<StoredSpan> spans;
    Object sessions;
    try (SqliteSpanStore store = TestStores.openForReading(path())) {
      assertThat(store.check()).isEmpty();
      spans = store.reader().spans(ALL).spans();
      sessions = store.reader().sessions(ALL);
    }
    TestStores.sql(path(), damage);
    try (SqliteSpanStore store = open()) {
      assertThat(store.check()).as("found").isNotEmpty();

      assertThat(upkeep(store).repair(false)).isNotEmpty();

      assertThat(store.check()).isEmpty();
      assertThat(store.reader().spans(ALL).spans()).isEqualTo(spans);
      assertThat(store.reader().sessions(ALL)).isEqualTo(sessions);
      assertThat(store.reader().unindexed()).isZero();
      assertThat(store.reader().pruned()).isEqualTo(Pruned.NONE);
    }
  }

  @Test
  void repair_keepsWhatCannotBeRead_untilItIsToldToDropIt() {
    int all = fill().size();
    TestStores.sql(path(), "UPDATE block SET data = x'7B22' WHERE id = 2");
    try (SqliteSpanStore store = open()) {
      int damaged = store.check().size();
      assertThat(damaged).isPositive();

      assertThat(upkeep(store).repair(false))
          .contains(damaged + " spans cannot be read; they were kept");
      assertThat(store.check()).hasSize(damaged);
      assertThat(upkeep(store).repair(true))
          .contains(damaged + " spans that cannot be read were removed");

      assertThat(store.check()).isEmpty();
      assertThat(TestStores.count(store)).isEqualTo(all - damaged);
      assertThat(store.reader().pruned().spans()).isEqualTo(damaged);
    }
  }
}
