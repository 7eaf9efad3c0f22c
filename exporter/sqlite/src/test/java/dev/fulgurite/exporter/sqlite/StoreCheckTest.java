package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreCheckTest {
  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void fill() {
    path = folder.resolve("store.db");
    try (SpanStore store = TestStores.open(path)) {
      store.append(TestStores.spans(1, 5), null);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE block SET data = x'7B22' | body of span 2 is damaged",
        "UPDATE block SET codec = 9 | unknown codec 9",
        "UPDATE block SET size = size - 1 | body of span 3 is damaged",
        "UPDATE span SET slot = 99 WHERE seq = 3 | there is no body at 99",
        "UPDATE span SET block_id = 99 WHERE seq = 3 | block 99 is missing",
        "DELETE FROM trace | points to a missing trace",
        "DELETE FROM context | points to a missing context",
        "UPDATE trace SET spans = 9 | says 9 spans, there are 5",
        "UPDATE block SET spans = 9 | says 9 spans, there are",
        "UPDATE session SET errors = 9 | the summary of session 1 is not what the spans say",
        "UPDATE trace SET reward = 9 | the summary of trace 1 is not what the spans say",
        "UPDATE agent_hour SET spans = 9 | the summary of agents in hour 0 is not",
        "DELETE FROM session_trace | the list of traces of session 1 is not",
        "INSERT INTO reward VALUES (2, 1, 0) | the reward of span 2 is not",
        "UPDATE span SET event_kind = 7 WHERE seq = 4 | span 4 is filed under the wrong kind",
        "UPDATE span SET reward = 7 WHERE seq = 4 | span 4 is filed under the wrong reward",
        "UPDATE span SET nanos = nanos + 1 WHERE seq = 4 | row of span 4 is damaged",
        "UPDATE span SET status = 8 WHERE seq = 4 | row of span 4 is damaged",
        "UPDATE context SET session_id = 1 + session_id % 2 | context 1 is of another session",
        "DELETE FROM session | points to a missing session",
        "DELETE FROM dictionary WHERE kind = 1 | points to a missing dictionary",
        "DELETE FROM dictionary WHERE kind = 3 | points to a missing dictionary",
      })
  void check_findsWhatWasPlanted(String damage, String finding) {
    TestStores.sql(path, damage);

    try (SpanStore store = TestStores.openForReading(path)) {
      assertThat(store.check()).anySatisfy(found -> assertThat(found).contains(finding));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "block, data BLOB NOT NULL, data BLOB, UPDATE block SET data = NULL",
    "span, block_id INTEGER NOT NULL, block_id INTEGER, UPDATE span SET block_id = NULL",
  })
  void whereThereIsNoBody_readsNameTheFile_inEveryOrder_andCheckFindsIt(
      String table, String column, String loose, String damage) {
    TestStores.sql(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, '%s', '%s') WHERE name = '%s'"
            .formatted(column, loose, table));
    TestStores.sql(path, damage);

    try (SpanStore store = TestStores.openForReading(path)) {
      for (SpanQuery.Order order : SpanQuery.Order.values()) {
        assertThatThrownBy(() -> store.reader().spans(SpanQuery.builder().setOrder(order).build()))
            .isInstanceOf(StoreException.class)
            .hasMessageContainingAll(path.toString(), "is missing", "fulgurite doctor");
      }
      assertThat(store.check()).anySatisfy(found -> assertThat(found).contains("is missing"));
    }
  }

  @Test
  void check_findsAMissingIndexEntry() {
    TestStores.sql(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql ="
            + " 'CREATE INDEX span_by_kind ON span (event_kind, status)'"
            + " WHERE name = 'span_by_kind'");

    try (SpanStore store = TestStores.openForReading(path)) {
      assertThat(store.check()).anySatisfy(found -> assertThat(found).contains("span_by_kind"));
    }
  }
}
