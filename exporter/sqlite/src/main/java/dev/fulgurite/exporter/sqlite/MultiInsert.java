package dev.fulgurite.exporter.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Inserts many rows by each statement: crossing into native code once per row is what costs.
 * Immutable.
 */
final class MultiInsert {
  private static final int MANY = 32;
  private static final int SOME = 8;

  private final int columns;
  private final String one;
  private final String some;
  private final String many;

  /**
   * @param sql with {@code %s} where the rows go
   */
  MultiInsert(String sql, int columns) {
    this.columns = columns;
    String row = "(?" + ", ?".repeat(columns - 1) + ")";
    this.one = sql.formatted(row);
    this.some = sql.formatted(row + (", " + row).repeat(SOME - 1));
    this.many = sql.formatted(row + (", " + row).repeat(MANY - 1));
  }

  /** Takes the values of {@code rows} rows, one after the other. */
  Run into(SqlSession session, int rows) throws SQLException {
    return new Run(session, rows);
  }

  /** Not thread-safe. */
  final class Run {
    private final SqlSession session;
    private int left;
    private int changed;
    private int bound;
    private int toBind;
    private PreparedStatement statement;

    private Run(SqlSession session, int rows) throws SQLException {
      this.session = session;
      this.left = rows;
      this.statement = next();
    }

    private PreparedStatement next() throws SQLException {
      int rows = left >= MANY ? MANY : left >= SOME ? SOME : 1;
      left -= rows;
      bound = 0;
      toBind = rows * columns;
      return session.prepared(rows == MANY ? many : rows == SOME ? some : one);
    }

    void add(long value) throws SQLException {
      prepare();
      statement.setLong(++bound, value);
    }

    void add(@Nullable Object value) throws SQLException {
      prepare();
      statement.setObject(++bound, value);
    }

    private void prepare() throws SQLException {
      if (bound == toBind) {
        changed += statement.executeUpdate();
        statement = next();
      }
    }

    /** How many rows were inserted. */
    int finish() throws SQLException {
      return changed + statement.executeUpdate();
    }
  }
}
