package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.exporter.store.Retention;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoreProvider;

/**
 * Opens {@code postgresql://HOST:PORT/DATABASE?user=USER&password=PASSWORD}: what follows the first
 * colon is what the PostgreSQL driver takes, its parameters included. The tables are made where
 * they are missing, in the first schema of the search path; {@code currentSchema=NAME} keeps
 * several stores in one database apart.
 */
public final class PostgresqlStoreProvider implements StoreProvider {
  @Override
  public String scheme() {
    return "postgresql";
  }

  @Override
  public boolean hasOutbox() {
    return true;
  }

  @Override
  public boolean holds(Retention rules) {
    return true;
  }

  @Override
  public SpanStore open(String location, StoreOptions options) {
    ServerAddress address = ServerAddress.parse(location);
    try {
      return PostgresqlSpanStore.open(address, options, PruneSettings.DEFAULTS);
    } catch (LinkageError e) {
      throw new StoreException(
          "Cannot open store "
              + address
              + ": the PostgreSQL driver cannot be loaded ("
              + e
              + "): put org.postgresql:postgresql on the class path",
          e);
    }
  }
}
