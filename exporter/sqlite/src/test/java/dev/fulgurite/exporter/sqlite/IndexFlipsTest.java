package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.testkit.AgentTraces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bits flipped in the index of texts, which has no second place to be compared with. */
class IndexFlipsTest {
  private static final SpanQuery ALL = SpanQuery.builder().setLimit(Integer.MAX_VALUE).build();
  private static final int FLIPS = 40;
  private static final List<String> WORDS = List.of("xecut", "claud", "execute", "tool", "answer");

  @TempDir Path folder;

  private Path sound;
  private Path path;

  @BeforeEach
  void fill() {
    sound = folder.resolve("sound.db");
    path = folder.resolve("store.db");
    try (SqliteSpanStore store = TestStores.open(sound)) {
      store.append(AgentTraces.generate(12, 60), null);
      store.append(AgentTraces.generate(13, 60), null);
      store.fillIndex();
    }
  }

  private static List<Object> answers(SqliteSpanStore store) {
    List<Object> answers = new ArrayList<>();
    for (String word : WORDS) {
      answers.add(store.reader().spans(ALL.toBuilder().setText(word).build()).spans().size());
    }
    return answers;
  }

  @ParameterizedTest
  @ValueSource(strings = {"span_index_data", "index_word_part_data"})
  void anIndexThatLosesSpans_isFound(String table) throws Exception {
    List<Object> before;
    try (SqliteSpanStore store = TestStores.openForReading(sound)) {
      assertThat(store.check()).isEmpty();
      before = answers(store);
    }
    Random random = new Random(17);
    int found = 0;
    for (int i = 0; i < FLIPS; i++) {
      Files.copy(sound, path, StandardCopyOption.REPLACE_EXISTING);
      flip(table, random);

      try (SqliteSpanStore store = TestStores.openForReading(path)) {
        boolean silent = store.check().isEmpty();
        found += silent ? 0 : 1;
        if (silent) {
          assertThat(answers(store)).as("flip %d", i).isEqualTo(before);
        }
      }
    }
    assertThat(found).isGreaterThan(FLIPS / 2);
  }

  /** Of some row a bit, as a bad disk might. */
  private void flip(String table, Random random) throws Exception {
    try (SqlSession session =
        Connections.forWriting(StoreFile.at(path.toString()), SqliteSettings.DEFAULTS)) {
      Long id =
          session.number(
              "SELECT id FROM %1$s WHERE id > 10 ORDER BY id LIMIT 1 OFFSET %2$d %% (SELECT count(*) FROM %1$s WHERE id > 10)"
                  .formatted(table, random.nextInt(1_000)));
      byte[] block;
      try (var statement = session.prepareOnce("SELECT block FROM " + table + " WHERE id = " + id);
          var row = statement.executeQuery()) {
        row.next();
        block = row.getBytes(1);
      }
      block[random.nextInt(block.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      session.update("UPDATE " + table + " SET block = ? WHERE id = ?", block, id);
    }
  }

  @Test
  void aZoneThatEndsTooEarly_isFound() {
    TestStores.sql(
        sound, "UPDATE index_zone SET max_start = max_start - 1000000000000 WHERE last_seq > 300");

    try (SqliteSpanStore store = TestStores.openForReading(sound)) {
      assertThat(store.check())
          .anySatisfy(found -> assertThat(found).contains("latest span up to"));
    }
  }

  @Test
  void anIndexIsWhole_afterSpansWent_andCame() {
    try (SqliteSpanStore store = TestStores.open(sound)) {
      String session = store.reader().sessions(ALL).get(1).sessionId();
      store.delete(SpanDeletion.ofSession(session));
      store.append(AgentTraces.generate(14, 10), null);
      assertThat(store.check()).isEmpty();
      store.fillIndex();
      assertThat(store.check()).isEmpty();
    }
  }

  @Test
  void aClosedLedgerThatDoesNotBalance_isFound() {
    TestStores.sql(
        sound,
        """
        INSERT INTO ledger (process_id, destination, pid, started_nanos, updated_nanos, closed,
          emitted, sampled_out, dropped, delivered, failed, in_flight, dropped_by_reason,
          failed_by_reason)
        VALUES ('p', 'sqlite', 7, 1, 2, 1, 10, 0, 0, 9, 0, 0, '{}', '{}')
        """);

    try (SqliteSpanStore store = TestStores.openForReading(sound)) {
      assertThat(store.check())
          .containsExactly(
              "the ledger of process 7 does not balance: a count of it is not what it was");
    }
  }
}
