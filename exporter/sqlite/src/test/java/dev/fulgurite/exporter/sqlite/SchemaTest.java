package dev.fulgurite.exporter.sqlite;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.InMemorySpanStore;
import dev.fulgurite.exporter.store.Outbox;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.AgentTraces;
import dev.fulgurite.testkit.SampleSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void open_migratesAndLosesNothing_whenTheFileIsOfTheFirstVersion() throws Exception {
    Path path = folder.resolve("first.db");
    List<StoredSpan> spans = AgentTraces.generate(5, 80);
    OlderFile.ofFirstVersion(path, spans);

    assertMigrated(path, spans);
  }

  @Test
  void open_migratesAndLosesNothing_whenTheFileIsOfTheSecondVersion() throws Exception {
    Path path = folder.resolve("second.db");
    List<StoredSpan> spans = AgentTraces.generate(6, 80);
    OlderFile.ofSecondVersion(path, spans);
    TestStores.sql(
        path,
        "INSERT INTO outbox_cursor SELECT 'otlp', value, 100, 0 FROM json_each('["
            + IntStream.range(0, Outbox.PARTITIONS)
                .boxed()
                .map(String::valueOf)
                .collect(joining(","))
            + "]')",
        "DELETE FROM span WHERE seq > 1500");

    assertMigrated(path, spans.subList(0, Math.min(1500, spans.size())));
    try (SpanStore store = TestStores.open(path)) {
      assertThat(store.outbox().orElseThrow().backlog("otlp").spans())
          .isEqualTo(TestStores.count(store) - 100L);
      store.append(TestStores.spans(1_000_000, 1), null);
      assertThat(store.outbox().orElseThrow().newest())
          .as("no number is given twice")
          .isEqualTo(spans.size() + 1L);
    }
  }

  @Test
  void open_migratesAndLosesNothing_whenTheFileIsOfTheThirdVersion() throws Exception {
    Path path = folder.resolve("third.db");
    List<StoredSpan> spans = AgentTraces.generate(9, 80);
    OlderFile.ofThirdVersion(path, spans);

    assertMigrated(path, spans);
    try (SpanStore store = TestStores.open(path);
        SpanStore reference = InMemorySpanStore.create()) {
      reference.append(spans, null);
      assertThat(store.reader().sessions(SpanQuery.ALL))
          .isEqualTo(reference.reader().sessions(SpanQuery.ALL));
      assertThat(store.reader().agents(SpanQuery.ALL))
          .isEqualTo(reference.reader().agents(SpanQuery.ALL));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void open_filesSpansAsIsRightNow_whenOlderProgramsFiledThemOtherwise(int version)
      throws Exception {
    Path path = folder.resolve("older.db");
    List<StoredSpan> spans = AgentTraces.generate(5, 20);
    switch (version) {
      case 1 -> OlderFile.ofFirstVersion(path, spans);
      case 2 -> OlderFile.ofSecondVersion(path, spans);
      default -> OlderFile.ofThirdVersion(path, spans);
    }
    TestStores.sql(
        path,
        "UPDATE span SET event_kind = %d, reward = NULL WHERE event_kind = %d"
            .formatted(
                EnumCodes.EVENT_KINDS.code(EventKind.SPAN),
                EnumCodes.EVENT_KINDS.code(EventKind.REWARD)),
        "UPDATE span SET input_tokens = -1 WHERE seq % 5 = 0");
    try (SpanStore store = TestStores.openForReading(path)) {
      assertThat(store.check()).as("is no damage").isEmpty();
    }

    try (SpanStore store = TestStores.open(path);
        SpanStore reference = InMemorySpanStore.create()) {
      reference.append(spans, null);
      assertThat(store.check()).isEmpty();
      assertThat(store.reader().sessions(SpanQuery.ALL))
          .isEqualTo(reference.reader().sessions(SpanQuery.ALL));
      assertThat(store.reader().agents(SpanQuery.ALL))
          .isEqualTo(reference.reader().agents(SpanQuery.ALL));
    }
  }

  private static void assertMigrated(Path path, List<StoredSpan> spans) throws Exception {
    List<String> before;
    try (SpanStore store = TestStores.openForReading(path)) {
      assertThat(store.check()).isEmpty();
      before = json(store);
    }
    assertThat(before).hasSize(spans.size());

    try (SpanStore store = TestStores.open(path)) {
      assertThat(json(store)).isEqualTo(before);
      assertThat(store.check()).isEmpty();
      assertThat(store.append(spans.subList(0, 50), null)).as("they are known").isZero();
    }
    try (SpanStore store = TestStores.openForReading(path)) {
      assertThat(json(store)).isEqualTo(before);
    }
    try (SqlSession session =
        Connections.forReading(StoreFile.at(path.toString()), SqliteSettings.DEFAULTS)) {
      assertThat(session.number("PRAGMA user_version")).isEqualTo(Schema.CURRENT.version());
      assertThat(session.number("SELECT count(*) FROM sqlite_master WHERE name LIKE 'old%'"))
          .isZero();
    }
  }

  private static List<String> json(SpanStore store) {
    SpanQuery all = SpanQuery.builder().setLimit(Integer.MAX_VALUE).build();
    return store.reader().spans(all).spans().stream().map(SpanJson::write).toList();
  }

  @Test
  void open_leavesTheFileAsItWas_whenAMigrationEndsHalfway() throws Exception {
    Path path = folder.resolve("second.db");
    List<StoredSpan> spans = AgentTraces.generate(7, 80);
    OlderFile.ofSecondVersion(path, spans);
    long pages = Files.size(path) / 4096;

    assertThatThrownBy(
            () -> TestStores.open(path, SqliteSettings.DEFAULTS.withMaxPages(pages + 20)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("disk is full");

    try (SqlSession session =
        Connections.forReading(StoreFile.at(path.toString()), SqliteSettings.DEFAULTS)) {
      assertThat(session.number("PRAGMA user_version")).isEqualTo(2);
    }
    assertMigrated(path, spans);
  }

  @Test
  void open_migrates_whenABodyIsDamaged() {
    Path path = folder.resolve("second.db");
    OlderFile.ofSecondVersion(path, TestStores.spans(1, 5));
    TestStores.sql(path, "UPDATE span SET body = x'7B22' WHERE seq = 2");

    try (SpanStore store = TestStores.open(path)) {
      assertThat(store.check()).singleElement().asString().contains("body of span 2 is damaged");
    }
  }

  @Test
  void textSearch_findsNestedValues_whenTheIndexIsOlderThanThey() throws Exception {
    Path path = folder.resolve("sixth.db");
    StoredSpan span =
        SampleSpan.of(1)
            .put(AttributeKey.valueKey("k"), Value.of(KeyValue.of("said", Value.of("Zugspitze"))))
            .build();
    try (SqliteSpanStore store = TestStores.open(path)) {
      store.append(List.of(span), null);
      store.fillIndex();
    }
    // As programs of version 6 left it, whose index had no words of nested values.
    TestStores.sql(
        path,
        "INSERT INTO span_index (span_index) VALUES ('delete-all')",
        "INSERT INTO span_index (rowid, tokens) VALUES (1, 'span')",
        "INSERT INTO index_word_part (index_word_part) VALUES ('delete-all')",
        "DELETE FROM index_word",
        "PRAGMA user_version = 6");

    try (SpanStore store = TestStores.openForReading(path)) {
      assertThat(zugspitze(store)).containsExactly(span);
      assertThat(store.check()).isEmpty();
    }
    try (SpanStore store = TestStores.open(path)) {
      assertThat(zugspitze(store)).containsExactly(span);
      ((SqliteSpanStore) store).fillIndex();
      assertThat(store.reader().unindexed()).isZero();
      assertThat(zugspitze(store)).containsExactly(span);
      assertThat(store.check()).isEmpty();
    }
  }

  private static List<StoredSpan> zugspitze(SpanStore store) {
    return store.reader().spans(SpanQuery.builder().setText("zugSPITZE").build()).spans();
  }

  @Test
  void openForReading_readsAndChangesNothing_whenTheFileHasNoSummaries() throws Exception {
    Path path = folder.resolve("third.db");
    List<StoredSpan> spans = AgentTraces.generate(8, 10);
    OlderFile.ofThirdVersion(path, spans);
    byte[] before = Files.readAllBytes(path);

    try (SpanStore store = TestStores.openForReading(path);
        SpanStore reference = InMemorySpanStore.create()) {
      reference.append(spans, null);
      assertThat(store.reader().sessions(SpanQuery.ALL))
          .isEqualTo(reference.reader().sessions(SpanQuery.ALL));
      assertThat(store.reader().agents(SpanQuery.ALL))
          .isEqualTo(reference.reader().agents(SpanQuery.ALL));
      assertThat(store.check()).isEmpty();
    }

    assertThat(path).hasBinaryContent(before);
  }

  @Test
  void openForReading_readsAndChangesNothing_whenTheFileIsOlder() throws Exception {
    Path path = folder.resolve("first.db");
    OlderFile.ofFirstVersion(path, AgentTraces.generate(8, 10));
    byte[] before = Files.readAllBytes(path);

    try (SpanStore store = TestStores.openForReading(path)) {
      List<SessionSummary> sessions = store.reader().sessions(SpanQuery.ALL);
      assertThat(sessions).hasSizeGreaterThan(5);
      SpanQuery trace =
          SpanQuery.builder()
              .setTraceId(store.reader().traces(SpanQuery.ALL).get(0).traceId())
              .build();
      assertThat(store.reader().spans(trace).spans()).isNotEmpty();
      assertThat(store.reader().ledger()).isEmpty();
      assertThat(store.check()).isEmpty();
    }

    assertThat(path).hasBinaryContent(before);
  }
}
