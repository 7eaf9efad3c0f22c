package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.SpanStore;
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
        "UPDATE span SET body = x'7B22' WHERE seq = 2 | body of span 2 is damaged",
        "UPDATE span SET codec = 9 WHERE seq = 3 | unknown codec 9",
        "UPDATE span SET event_kind = 7 WHERE seq = 4 | span 4 is filed under the wrong kind",
        "UPDATE span SET status = 8 WHERE seq = 4 | unknown code 8",
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

  @Test
  void check_findsAMissingIndexEntry() {
    TestStores.sql(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql ="
            + " 'CREATE INDEX span_by_kind ON span (event_kind, end_nanos)'"
            + " WHERE name = 'span_by_kind'");

    try (SpanStore store = TestStores.openForReading(path)) {
      assertThat(store.check()).anySatisfy(found -> assertThat(found).contains("span_by_kind"));
    }
  }
}
