package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;

/** Gives readers a connection. Thread-safe. */
interface Reads {
  /** Runs {@code work} on a connection of its own, in one snapshot of the file. */
  <T> T read(SqlWork<T> work) throws SQLException;

  /** Drops what is kept of spans that were read. */
  default void forget() {}

  /** Waits a moment for reads under way. */
  void close();
}
