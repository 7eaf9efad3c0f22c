package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SqlAccess;
import dev.fulgurite.exporter.store.SqlRows;
import dev.fulgurite.exporter.store.StoreKey;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoreProgress;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.store.Upkeep;
import dev.fulgurite.testkit.SampleSpan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an encrypted file shows, and that nothing else of the store is different. */
class SealedStoreTest {
  private static final SpanQuery ALL = SpanQuery.builder().setLimit(Integer.MAX_VALUE).build();

  /** Of {@link ErasureTest#CANARIES} those that are what a span says. */
  private static final List<String> SECRET =
      List.of(
          "wqattrkeyvx",
          "zjattrvaluekw",
          "kxmessagejz",
          "vwansweredqx",
          "qjeventnamezw",
          "xvstatuskjq",
          "jxresourcewz",
          "jktagzqv",
          "zxstateqkj");

  /** By which it is found. */
  private static final List<String> LEGIBLE =
      List.of(
          "qzsessionwx",
          "jvuserkq",
          "xkspannamezj",
          "zkscopeqv",
          "wjagentxk",
          "kzmodelvq",
          "qvrolloutjx",
          "xzattemptwk");

  @TempDir Path folder;
  @TempDir Path keys;
  private StoreKey key = null;
  private long next = 1;

  @BeforeEach
  void makeKey() {
    key = TestKeys.of(keys, 'a');
  }

  private Path path() {
    return folder.resolve("store.db");
  }

  private SqliteSpanStore open() {
    return open(path(), StoreOptions.defaults().withKey(key));
  }

  private SqliteSpanStore openForReading(Path path) {
    return open(path, StoreOptions.forReading().withKey(key));
  }

  private static SqliteSpanStore open(Path path, StoreOptions options) {
    return SqliteSpanStore.open(path.toString(), options, SqliteSettings.DEFAULTS);
  }

  /** Until blocks are packed with a codebook, of which each has some hundred spans in it. */
  private List<StoredSpan> fill(SpanStore store) {
    List<StoredSpan> all = new ArrayList<>();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              List<StoredSpan> batch = ErasureTest.secrets(next, 60, "qzsessionwx");
              store.append(batch, null);
              all.addAll(batch);
              next += batch.size();
              return next > 1_200 && number("SELECT count(codebook_id) FROM block") > 3;
            });
    store.append(TestStores.spans(next, 60), null);
    all.addAll(TestStores.spans(next, 60));
    next += 60;
    return all;
  }

  private long number(String sql) {
    return TestStores.number(path(), sql);
  }

  /** Every file of the store, as they lie there. */
  private String bytes() throws IOException {
    StringBuilder bytes = new StringBuilder();
    for (String name : TestStores.list(folder)) {
      bytes.append(
          new String(Files.readAllBytes(folder.resolve(name)), StandardCharsets.ISO_8859_1));
    }
    return bytes.toString().toLowerCase(Locale.ROOT);
  }

  private static List<StoredSpan> spans(SpanStore store) {
    return store.reader().spans(ALL).spans();
  }

  @Test
  @Tag("seed:001.encryption")
  void files_haveNothingOfWhatSpansSay_andWhatTheyAreFoundBy() throws Exception {
    try (SqliteSpanStore store = open()) {
      fill(store);
      store.fillIndex();
      assertThat(TestStores.list(folder)).contains("store.db-wal");
      assertThat(SECRET).noneMatch(bytes()::contains);
      TestStores.sql(path(), "PRAGMA wal_checkpoint"); // into the file; the log keeps it too
      assertThat(SECRET).noneMatch(bytes()::contains);
    }

    assertThat(SECRET).noneMatch(bytes()::contains);
    assertThat(LEGIBLE).allMatch(bytes()::contains);
    Remains decrypted = Remains.of(folder, path(), key);
    assertThat(SECRET)
        .filteredOn(word -> !word.equals("jxresourcewz"))
        .allSatisfy(word -> assertThat(decrypted.places(word)).contains("blocks"));
    assertThat(decrypted.places(SECRET)).containsExactly("blocks", "codebooks");
  }

  @Test
  void files_haveTheSameWords_whereThereIsNoKey() throws Exception {
    key = null;
    try (SqliteSpanStore store = open()) {
      fill(store);
      store.fillIndex();
    }

    assertThat(SECRET).anyMatch(bytes()::contains);
    Remains remains = Remains.of(folder, path());
    assertThat(remains.places(SECRET)).contains("file store.db", "table codebook", "blocks");
    assertThat(number("SELECT count(*) FROM block WHERE codec & 16")).isZero();
  }

  @Test
  void blocksAndCodebooks_openWithTheKeyOnly() throws Exception {
    try (SqliteSpanStore store = open()) {
      fill(store);
    }
    assertThat(number("SELECT count(*) FROM block WHERE codec & 16 = 0")).isZero();
    try (SqlSession bare = session(null);
        SqlSession keyed = session(key)) {
      long book = number("SELECT id FROM codebook");
      long with = number("SELECT max(id) FROM block WHERE codebook_id IS NOT NULL");
      assertThat(all(keyed, 1)).isNotEmpty();
      assertThat(all(keyed, with)).isNotEmpty();
      assertThat(keyed.codebooks().get(book).id()).isEqualTo(book);

      assertThatThrownBy(() -> all(bare, 1))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("encrypted");
      assertThatThrownBy(() -> bare.codebooks().get(book))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("damaged");
    }
  }

  private SqlSession session(StoreKey with) throws SQLException {
    return Connections.forReading(StoreFile.at(path().toString(), with), SqliteSettings.DEFAULTS);
  }

  private static List<BytesIn> all(SqlSession session, long block) throws Exception {
    StoredBlock stored = Objects.requireNonNull(StoredBlock.read(session, block));
    return stored.packed().open(session.decompressor()).all();
  }

  @Test
  void spans_areTheSame_whenReadByTheWriterByOthersAndLater() {
    List<StoredSpan> all;
    try (SqliteSpanStore store = open()) {
      all = fill(store);
      assertThat(spans(store)).containsExactlyInAnyOrderElementsOf(all);
      try (SqliteSpanStore beside = openForReading(path())) {
        assertThat(spans(beside)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(beside.check()).isEmpty();
      }
    }
    try (SqliteSpanStore later = open()) {
      List<StoredSpan> more = TestStores.spans(next, 100);
      assertThat(later.append(more, null)).isEqualTo(100);
      assertThat(later.append(more, null)).as("sent again").isZero();
      all.addAll(more);
      assertThat(number("SELECT count(*) FROM dictionary WHERE kind = 3")).isEqualTo(2);
    }
    try (SqliteSpanStore reader = openForReading(path())) {
      assertThat(spans(reader)).containsExactlyInAnyOrderElementsOf(all);
      assertThat(reader.check()).isEmpty();
    }
  }

  @Test
  void searches_findTheSame_withoutAnIndex() {
    try (SqliteSpanStore store = open()) {
      fill(store);
      store.fillIndex();

      SpanQuery.Builder text = SpanQuery.builder().setText("xmessagej");
      assertThat(store.reader().spans(text.setLimit(2_000).build()).spans())
          .hasSize((int) next - 61);
      assertThat(store.reader().attributes())
          .anyMatch(attribute -> attribute.key().equals("wqattrkeyvx"));
      assertThat(store.reader().unindexed()).isZero();
      assertThat(number("SELECT count(*) FROM index_state")).isZero();
      assertThat(number("SELECT count(*) FROM attribute_key")).isZero();
    }
  }

  @Test
  void sqlViews_showAttributes() {
    try (SqliteSpanStore store = open()) {
      store.append(ErasureTest.secrets(1, 3, "s"), null);
    }
    try (SqliteSpanStore store = openForReading(path())) {
      SqlAccess sql = store.sql().orElseThrow();
      SqlRows rows = sql.query("SELECT attributes FROM spans", 10, Duration.ofSeconds(10));
      assertThat(rows.rows()).hasSize(3);
      assertThat(rows.rows().toString()).contains("zjattrvaluekw");
    }
  }

  @Test
  void deletedUser_leavesNothing_andCodebooksAreRenewed() throws Exception {
    try (SqliteSpanStore store = open()) {
      fill(store);
      store.append(ordinary(next, 3_000), null);
      long before = number("SELECT id FROM codebook");

      store.delete(SpanDeletion.ofUser("jvuserkq"));

      assertThat(number("SELECT count(*) FROM codebook WHERE id = " + before)).isZero();
      Remains after = Remains.of(folder, path(), key);
      assertThat(after.places(ErasureTest.CANARIES)).isEmpty();
      assertThat(spans(store)).hasSize(3_060);
      assertThat(number("SELECT count(*) FROM block WHERE codec & 16 = 0")).isZero();
      assertThat(store.check()).isEmpty();
    }
  }

  private static List<StoredSpan> ordinary(long first, int count) {
    List<StoredSpan> spans = new ArrayList<>();
    for (long id = first; id < first + count; id++) {
      spans.add(SampleSpan.of(id).put("ordinary", "one of many values " + id).build());
    }
    return spans;
  }

  @Test
  void repair_makesNoIndex() {
    List<StoredSpan> all;
    try (SqliteSpanStore store = open()) {
      all = fill(store);
      TestStores.sql(path(), "INSERT INTO index_word (text) VALUES ('legible')");
      assertThat(store.check()).singleElement().asString().contains("words are legible");

      Upkeep upkeep = store.upkeep().orElseThrow();
      assertThat(upkeep.repair(false)).noneMatch(line -> line.contains("filled"));

      assertThat(store.check()).isEmpty();
      assertThat(spans(store)).containsExactlyInAnyOrderElementsOf(all);
      assertThat(number("SELECT count(*) FROM index_state")).isZero();
      upkeep.vacuum();
      assertThat(store.check()).isEmpty();
    }
  }

  @Test
  void copies_areEncrypted_withTheSameKey() throws Exception {
    List<StoredSpan> all;
    try (SqliteSpanStore store = open()) {
      all = fill(store);
      Upkeep upkeep = store.upkeep().orElseThrow();
      upkeep.backup(folder.resolve("backup.db"));
      upkeep.salvage(folder.resolve("saved.db"), StoreProgress.NONE);
    }

    assertThat(SECRET).noneMatch(bytes()::contains);
    for (String name : List.of("backup.db", "saved.db")) {
      Path copy = folder.resolve(name);
      assertThatThrownBy(() -> TestStores.openForReading(copy)).hasMessageContaining("encrypted");
      try (SqliteSpanStore store = openForReading(copy)) {
        assertThat(spans(store)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(store.check()).isEmpty();
      }
    }
  }
}
