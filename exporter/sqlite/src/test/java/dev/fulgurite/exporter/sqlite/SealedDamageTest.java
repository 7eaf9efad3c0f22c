package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was encrypted opens as it was and where it was, or not at all. */
class SealedDamageTest {
  @TempDir Path folder;
  @TempDir Path keys;

  private Path path() {
    return folder.resolve("store.db");
  }

  private SqliteSpanStore open(StoreOptions options) {
    return SqliteSpanStore.open(
        path().toString(), options.withKey(TestKeys.of(keys, 'a')), SqliteSettings.DEFAULTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // the nonce, the middle, the tag
        "UPDATE block SET data = CAST(x'00' || substr(data, 2) AS BLOB) WHERE id = 3",
        "UPDATE block SET data = CAST(substr(data, 1, 50) || x'0000' || substr(data, 53) AS BLOB)"
            + " WHERE id = 3",
        "UPDATE block SET data = CAST(substr(data, 1, length(data) - 1) AS BLOB) WHERE id = 3",
        "UPDATE block SET data = x'' WHERE id = 3",
        "UPDATE block SET size = size + 1 WHERE id = 3",
        "UPDATE block SET codec = codec + 1 WHERE id = 3",
        "UPDATE block SET codec = codec - 16 WHERE id = 3",
        "UPDATE block SET data = (SELECT data FROM block WHERE id = 1), size = (SELECT size FROM"
            + " block WHERE id = 1), codec = (SELECT codec FROM block WHERE id = 1) WHERE id = 3",
      })
  void flippedBit_isFound_andIsTheFaultOfItsSpansAlone(String damage) {
    List<StoredSpan> all = new ArrayList<>();
    try (SqliteSpanStore store = open(StoreOptions.defaults())) {
      for (int i = 0; i < 4; i++) {
        List<StoredSpan> batch = ErasureTest.secrets(1 + i * 20L, 20, "session " + i);
        store.append(batch, null);
        all.addAll(batch);
      }
    }
    TestStores.sql(path(), damage);

    try (SqliteSpanStore store = open(StoreOptions.forReading())) {
      assertThat(store.check())
          .hasSize(20)
          .allSatisfy(finding -> assertThat(finding).contains("is damaged"));
      SpanQuery of2 = SpanQuery.builder().setSessionId("session 2").build();
      assertThatThrownBy(() -> store.reader().spans(of2))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("damaged");
      SpanQuery of1 = SpanQuery.builder().setSessionId("session 1").build();
      assertThat(store.reader().spans(of1).spans())
          .containsExactlyInAnyOrderElementsOf(all.subList(20, 40));
    }
  }

  @Test
  void flippedBit_isFound_inAResource() {
    try (SqliteSpanStore store = open(StoreOptions.defaults())) {
      store.append(ErasureTest.secrets(1, 3, "s"), null);
    }
    TestStores.sql(
        path(), "UPDATE dictionary SET text = 'A' || substr(text, 2) || 'A' WHERE kind = 3");

    try (SqliteSpanStore store = open(StoreOptions.forReading())) {
      assertThat(store.check()).isNotEmpty().allMatch(finding -> finding.contains("damaged"));
      assertThatThrownBy(() -> store.reader().spans(SpanQuery.builder().build()))
          .hasMessageContaining("is damaged");
    }
  }

  @Test
  void block_opensInItsOwnRowAndFileOnly() throws Exception {
    open(StoreOptions.defaults()).close();
    PackedBlock plain = new PackedBlock(PackedBlock.PLAIN, 3, new byte[] {1, 2, 3}, null);
    PackedBlock sealed;
    try (SqlSession session = session()) {
      sealed = session.sealing().seal(7, plain);
      assertThat(session.sealing().seal(7, plain).data).isNotEqualTo(sealed.data);
      assertThat(session.sealing().open(7, sealed).data).isEqualTo(plain.data);
      assertThat(session.sealing().open(8, sealed)).isSameAs(sealed);
    }
    Files.delete(path());
    open(StoreOptions.defaults()).close();
    try (SqlSession session = session()) {
      assertThat(session.sealing().open(7, sealed)).as("the same key").isSameAs(sealed);
    }
  }

  private SqlSession session() throws SQLException {
    StoreFile file = StoreFile.at(path().toString(), TestKeys.of(keys, 'a'));
    return Connections.forReading(file, SqliteSettings.DEFAULTS);
  }
}
