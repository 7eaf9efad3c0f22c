package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.testkit.SpanStoreContract;
import java.sql.SQLException;

class PostgresqlSpanStoreContractTest extends SpanStoreContract {
  @Override
  protected SpanStore createStore() throws SQLException {
    return new PostgresqlStoreProvider()
        .open(TestServer.running().freshLocation(), StoreOptions.defaults());
  }
}
