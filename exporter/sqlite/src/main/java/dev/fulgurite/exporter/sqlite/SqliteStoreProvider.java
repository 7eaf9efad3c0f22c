package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.Retention;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoreProvider;

/**
 * Opens {@code sqlite:PATH}, relative to the working directory. The folder and the file are made
 * where they are missing, for their owner alone.
 */
public final class SqliteStoreProvider implements StoreProvider {
  /** Also the name of the store among destinations. */
  static final String SCHEME = "sqlite";

  @Override
  public String scheme() {
    return SCHEME;
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
  public boolean encrypts() {
    return true;
  }

  @Override
  public SpanStore open(String location, StoreOptions options) {
    try {
      return SqliteSpanStore.open(location, options, SqliteSettings.DEFAULTS);
    } catch (LinkageError e) {
      throw new StoreException("Cannot open store sqlite:" + location + ": " + reason(e), e);
    }
  }

  private static String reason(LinkageError e) {
    String missing = String.valueOf(e.getMessage());
    return missing.contains("java/sql") || missing.contains("java.sql")
        ? "this Java runtime has no module java.sql: add it with jlink --add-modules java.sql,"
            + " or keep spans in memory with fulgurite.store=memory:"
        : "a class of the SQLite driver cannot be loaded ("
            + e
            + "): put sqlite-jdbc on the"
            + " class path, or keep spans in memory with fulgurite.store=memory:";
  }
}
