package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;

/** Something to do with a connection. */
interface SqlWork<T> {
  T run(SqlSession session) throws SQLException;
}
