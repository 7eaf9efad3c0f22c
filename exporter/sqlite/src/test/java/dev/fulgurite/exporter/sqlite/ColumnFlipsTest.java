package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.testkit.AgentTraces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows with one bit changed, which SQLite itself takes for good: indexes say the same. */
class ColumnFlipsTest {
  private static final SpanQuery ALL = SpanQuery.builder().setLimit(Integer.MAX_VALUE).build();
  private static final int ROUNDS = 4;
  private static final int BITS = 16;

  /** Generated ids have their numbers below. */
  private static final int ID_BITS = 32;

  @TempDir Path folder;

  private Path sound;
  private Path path;

  @BeforeEach
  void fill() {
    sound = folder.resolve("sound.db");
    path = folder.resolve("store.db");
    try (SqliteSpanStore store = TestStores.open(sound)) {
      store.append(AgentTraces.generate(11, 40), null);
      store.fillIndex();
    }
  }

  private void damage(String statement) throws Exception {
    Files.copy(sound, path, StandardCopyOption.REPLACE_EXISTING);
    TestStores.sql(path, "PRAGMA foreign_keys = OFF", statement);
  }

  private static String flip(String table, String column, Random random) {
    int bit = random.nextInt(BITS) + (table.equals("trace") ? ID_BITS : 0);
    return """
    UPDATE %1$s SET %2$s = (ifnull(%2$s, 0) | %3$d) - (ifnull(%2$s, 0) & %3$d)
    WHERE rowid = (SELECT rowid FROM %1$s ORDER BY rowid LIMIT 1 OFFSET %4$d %% (SELECT count(*) FROM %1$s))
    """
        .formatted(table, column, 1L << bit, random.nextInt(1_000));
  }

  @ParameterizedTest
  @CsvSource({
    "span, trace_id",
    "span, span_id",
    "span, parent_id",
    "span, session_id",
    "span, context_id",
    "span, name_id",
    "span, model_id",
    "span, event_kind",
    "span, span_kind",
    "span, status",
    "span, start_nanos",
    "span, nanos",
    "span, reward",
    "span, input_tokens",
    "span, output_tokens",
    "span, block_id",
    "span, slot",
    "context, session_id",
    "context, scope_id",
    "context, resource_id",
    "context, user_id",
    "context, source_id",
    "context, rollout_id",
    "context, attempt_id",
    "context, agent_id",
    "trace, hi",
    "trace, lo",
  })
  void check_findsAFlippedBit_inAnyColumn(String table, String column) throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      String flip =
          column.equals("reward")
              ? "UPDATE span SET reward = ifnull(reward, 0) + 0.125 WHERE seq = " + (7 + round)
              : flip(table, column, random);
      damage(flip);

      try (SqliteSpanStore store = TestStores.openForReading(path)) {
        assertThat(store.check()).as(flip).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"parent_id", "span_kind", "status", "start_nanos", "nanos", "span_id"})
  void aRead_refusesARowThatIsNotWhatWasWritten(String column) throws Exception {
    damage(flip("span", column, new Random(3)));

    try (SqliteSpanStore store = TestStores.openForReading(path)) {
      assertThatThrownBy(() -> store.reader().spans(ALL))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(path.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE dictionary SET text = text || 'x' WHERE kind = 1",
        "UPDATE dictionary SET text = replace(text, '\"name\":\"', '\"name\":\"x') WHERE kind = 2",
        "UPDATE dictionary SET text = replace(text, ':\"', ':\"x') WHERE kind = 3",
        "UPDATE dictionary SET text = text || 'x' WHERE kind > 3",
        "UPDATE session SET text = text || 'x'",
      })
  void check_findsAChangedText(String change) throws Exception {
    damage(change);

    try (SqliteSpanStore store = TestStores.openForReading(path)) {
      assertThat(store.check()).isNotEmpty();
    }
  }
}
