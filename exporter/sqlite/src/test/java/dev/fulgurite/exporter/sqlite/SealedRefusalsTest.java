package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreKey;
import dev.fulgurite.exporter.store.StoreOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store opens with its own key, and one that has none without. */
class SealedRefusalsTest {
  @TempDir Path folder;
  @TempDir Path keys;
  private @Nullable StoreKey key;

  @BeforeEach
  void makeKey() {
    key = TestKeys.of(keys, 'a');
  }

  private Path path() {
    return folder.resolve("store.db");
  }

  private void create(@Nullable StoreKey with) {
    try (SpanStore store = open(StoreOptions.defaults().withKey(with))) {
      store.append(TestStores.spans(1, 3), null);
    }
  }

  private SpanStore open(StoreOptions options) {
    return SpanStores.open("sqlite:" + path(), options, getClass().getClassLoader());
  }

  /** Of who writes and of who reads, in one line, with nothing of the file changed. */
  private void refused(@Nullable StoreKey with, String... parts) throws Exception {
    byte[] before = Files.readAllBytes(path());
    for (StoreOptions options : List.of(StoreOptions.defaults(), StoreOptions.forReading())) {
      AbstractThrowableAssert<?, ?> refusal =
          assertThatThrownBy(() -> open(options.withKey(with)).close())
              .isInstanceOf(StoreException.class)
              .hasMessageStartingWith("Store sqlite:" + path())
              .hasMessageContaining("fulgurite.store.key-file")
              .hasMessageNotContaining("aaaaaaaa");
      assertThat(parts).allSatisfy(refusal::hasMessageContaining);
    }
    assertThat(path()).hasBinaryContent(before);
    assertThat(TestStores.list(folder)).containsExactly("store.db");
  }

  @Test
  void encryptedStore_isRefused_withoutItsKey() throws Exception {
    create(key);

    refused(null, "is encrypted", "name the file that has its key");
  }

  @Test
  void encryptedStore_isRefused_withAnotherKey() throws Exception {
    create(key);
    StoreKey other = TestKeys.of(keys, 'b');

    refused(other, other.toString(), "is not the one that it was made with");
  }

  @Test
  void plainStore_isRefused_withAKey() throws Exception {
    create(null);

    refused(key, "is not encrypted", "leave fulgurite.store.key-file away", "fulgurite import");
  }

  @Test
  void plainStoreOfAnOlderVersion_isRefused_withAKey_andNotMigrated() throws Exception {
    create(null);
    TestStores.sql(path(), "PRAGMA user_version = 6");

    refused(key, "is not encrypted");
  }

  @Test
  void encryptedStore_isRefused_withoutItsSalt() throws Exception {
    create(key);
    TestStores.sql(path(), "DELETE FROM sealing");

    for (StoreOptions options : List.of(StoreOptions.defaults(), StoreOptions.forReading())) {
      assertThatThrownBy(() -> open(options.withKey(key)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("has lost its salt");
    }
  }

  @Test
  void file_thatIsReplacedByAnEncryptedOne_isRefused_alsoByAnOpenStore() throws Exception {
    create(key);
    Path sealed = Files.move(path(), folder.resolve("sealed.db"));
    create(null);
    try (SpanStore store = open(StoreOptions.defaults())) {
      Files.delete(path());
      Files.deleteIfExists(folder.resolve("store.db-wal"));
      Files.deleteIfExists(folder.resolve("store.db-shm"));
      Files.move(sealed, path());

      assertThatThrownBy(() -> store.append(TestStores.spans(9, 1), null))
          .hasMessageContaining("is encrypted");
      assertThatThrownBy(() -> TestStores.count(store)).hasMessageContaining("encrypted");
    }
  }
}
