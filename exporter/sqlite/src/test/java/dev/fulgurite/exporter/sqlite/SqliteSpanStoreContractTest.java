package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.testkit.SpanStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteSpanStoreContractTest extends SpanStoreContract {
  @TempDir Path folder;

  @Override
  protected SpanStore createStore() {
    return SqliteSpanStore.open(
        folder.resolve("store.db").toString(), StoreOptions.defaults(), SqliteSettings.DEFAULTS);
  }
}
