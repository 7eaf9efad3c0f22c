package dev.fulgurite.exporter.postgresql;

import java.sql.SQLException;

/** Work on a connection. May run a second time, on a new connection, when the first was dead. */
@FunctionalInterface
interface SqlWork<T> {
  T run(SqlSession session) throws SQLException;
}
