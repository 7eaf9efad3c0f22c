package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
  private static final SqliteSettings NEXT =
      SqliteSettings.DEFAULTS.withSchema(
          Schema.CURRENT.then(
              List.of(
                  "ALTER TABLE span ADD COLUMN agent_id INTEGER", "UPDATE span SET agent_id = 7")));
  private static final SqliteSettings BROKEN =
      SqliteSettings.DEFAULTS.withSchema(
          Schema.CURRENT.then(List.of("DROP TABLE pruned", "DROP TABLE no_such_table")));

  @TempDir Path folder;

  private Path store() {
    Path path = folder.resolve("store.db");
    TestStores.create(path);
    return path;
  }

  @Test
  void open_migratesAndKeepsTheSpans_whenTheFileIsOlder() throws Exception {
    Path path = store();

    try (SpanStore store = TestStores.open(path, NEXT)) {
      assertThat(TestStores.count(store)).isEqualTo(1);
      assertThat(store.append(TestStores.spans(1, 3), null)).isEqualTo(2);
      assertThat(store.check()).isEmpty();
    }
    try (SqlSession session =
        Connections.forReading(StoreFile.at(path.toString()), SqliteSettings.DEFAULTS)) {
      assertThat(session.number("PRAGMA user_version")).isEqualTo(Schema.CURRENT.version() + 1);
      assertThat(session.number("SELECT agent_id FROM span WHERE seq = 1")).isEqualTo(7);
    }
    assertThatThrownBy(() -> TestStores.open(path)).isInstanceOf(StoreException.class);
  }

  @Test
  void open_leavesTheFileAsItWas_whenAStepFails() {
    Path path = store();

    assertThatThrownBy(() -> TestStores.open(path, BROKEN)).isInstanceOf(StoreException.class);

    try (SpanStore store = TestStores.open(path)) {
      assertThat(store.reader().spans(SpanQuery.ALL).spans()).hasSize(1);
      assertThat(store.reader().pruned().spans()).isZero();
    }
  }

  @Test
  void openForReading_refusesAndChangesNothing_whenTheFileIsOlder() throws Exception {
    Path path = store();
    byte[] before = Files.readAllBytes(path);

    assertThatThrownBy(() -> SqliteSpanStore.open(path.toString(), StoreOptions.forReading(), NEXT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("older schema version")
        .hasMessageContaining("open it once for writing");

    assertThat(path).hasBinaryContent(before);
  }

  @Test
  void open_addsTheOutbox_whenTheFileIsOfTheFirstVersion() throws Exception {
    Path path = firstVersion();

    try (SpanStore store = TestStores.open(path)) {
      store.outbox().orElseThrow().begin("otlp", 0);
      assertThat(store.outbox().orElseThrow().backlog("otlp").spans()).isEqualTo(1);
      assertThat(TestStores.count(store)).isEqualTo(1);
      assertThat(store.check()).isEmpty();
    }
    try (SqlSession session =
        Connections.forReading(StoreFile.at(path.toString()), SqliteSettings.DEFAULTS)) {
      assertThat(session.number("PRAGMA user_version")).isEqualTo(2);
      assertThat(session.number("SELECT count(detail) FROM ledger")).isZero();
    }
  }

  @Test
  void openForReading_readsAndChangesNothing_whenTheFileIsOfTheFirstVersion() throws Exception {
    Path path = firstVersion();
    byte[] before = Files.readAllBytes(path);

    try (SpanStore store = TestStores.openForReading(path)) {
      assertThat(TestStores.count(store)).isEqualTo(1);
      assertThat(store.reader().ledger()).isEmpty();
      assertThat(store.check()).isEmpty();
    }

    assertThat(path).hasBinaryContent(before);
  }

  private Path firstVersion() {
    Path path = folder.resolve("first.db");
    Schema first = new Schema(List.of(SchemaV1.STEPS), 1);
    try (SpanStore store = TestStores.open(path, SqliteSettings.DEFAULTS.withSchema(first))) {
      store.append(TestStores.spans(1, 1), null);
    }
    return path;
  }
}
