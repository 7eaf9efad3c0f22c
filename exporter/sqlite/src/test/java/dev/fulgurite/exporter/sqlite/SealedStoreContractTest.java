package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.testkit.SpanStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** An encrypted store does all that another does. */
class SealedStoreContractTest extends SpanStoreContract {
  @TempDir Path folder;
  @TempDir Path keys;

  @Override
  protected SpanStore createStore() {
    return SqliteSpanStore.open(
        folder.resolve("store.db").toString(),
        StoreOptions.defaults().withKey(TestKeys.of(keys, 'a')),
        SqliteSettings.DEFAULTS);
  }
}
