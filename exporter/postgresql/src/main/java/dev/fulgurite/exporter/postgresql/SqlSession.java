package dev.fulgurite.exporter.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** A connection in a transaction. Not thread-safe. */
final class SqlSession implements AutoCloseable {
  private static final int FETCH = 500;

  private final Connection connection;

  private SqlSession(Connection connection) {
    this.connection = connection;
  }

  /** For changes, which see what others committed while they waited for a lock. */
  static SqlSession forWriting(ServerAddress address) throws SQLException {
    return open(address, false, Connection.TRANSACTION_READ_COMMITTED);
  }

  /** For one state of the database per transaction, whatever others write meanwhile. */
  static SqlSession forReading(ServerAddress address) throws SQLException {
    return open(address, true, Connection.TRANSACTION_REPEATABLE_READ);
  }

  private static SqlSession open(ServerAddress address, boolean readOnly, int isolation)
      throws SQLException {
    Properties properties = address.properties();
    // Not by DriverManager, which would run the static code of every driver there is.
    Connection connection = new Driver().connect(address.jdbcUrl(), properties);
    if (connection == null) {
      throw new SQLException("no address that the PostgreSQL driver knows", "08001");
    }
    connection.setReadOnly(readOnly);
    connection.setTransactionIsolation(isolation);
    connection.setAutoCommit(false);
    return new SqlSession(connection);
  }

  /** The caller closes it. Rows come in portions. */
  PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      statement.setObject(
          i + 1, value instanceof String[] texts ? connection.createArrayOf("text", texts) : value);
    }
    statement.setFetchSize(FETCH);
    return statement;
  }

  /** An array as {@link #prepare} takes it. */
  Object array(String type, @Nullable Object[] values) throws SQLException {
    return connection.createArrayOf(type, values);
  }

  /** Runs a statement without parameters. */
  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** How many rows changed. */
  int update(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    }
  }

  /** The first column of the first row, or null where there is none. */
  @Nullable Long number(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return null;
      }
      long number = rows.getLong(1);
      return rows.wasNull() ? null : number;
    }
  }

  /** Runs {@code work} in a transaction, all or nothing. */
  <T> T inTransaction(SqlWork<T> work) throws SQLException {
    boolean done = false;
    try {
      T result = work.run(this);
      connection.commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        rollback();
      }
    }
  }

  private void rollback() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      closeQuietly(); // the server rolls back what its client left
    }
  }

  boolean isOpen() {
    try {
      return !connection.isClosed();
    } catch (SQLException e) {
      return false;
    }
  }

  void closeQuietly() {
    try {
      close();
    } catch (SQLException e) {
      return; // its socket is gone either way
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
