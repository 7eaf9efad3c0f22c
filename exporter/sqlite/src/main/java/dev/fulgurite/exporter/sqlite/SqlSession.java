package dev.fulgurite.exporter.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;
import org.sqlite.ProgressHandler;

/** A connection that prepares each fixed statement once. Not thread-safe. */
final class SqlSession implements AutoCloseable {
  private static final int MAX_LATELY = 64;

  private final Connection connection;
  private final StoreFile file;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final Map<String, PreparedStatement> lately = new LinkedHashMap<>(16, 0.75f, true);
  private final Known known = new Known();
  private final Codebooks codebooks = new Codebooks(this);
  private final Texts texts = new Texts(this);
  private final Decompressor decompressor = new Decompressor();
  private @Nullable Sealing sealing;
  private RecentSpans recent = RecentSpans.NONE;
  private boolean broken;
  private boolean older;

  SqlSession(Connection connection, StoreFile file) {
    this.connection = connection;
    this.file = file;
  }

  /** What this connection has seen, for the one that writes. */
  Known known() {
    return known;
  }

  /** Those in the file. */
  Codebooks codebooks() {
    return codebooks;
  }

  /** What stands behind numbers. */
  Texts texts() {
    return texts;
  }

  /** What it shares with other connections, of what spans were asked for. */
  RecentSpans recent() {
    return recent;
  }

  /** Only for one that reads nothing but what was committed. */
  void share(RecentSpans spans) {
    recent = spans;
  }

  /** For the blocks in it. */
  Decompressor decompressor() {
    return decompressor;
  }

  /** What is encrypted, and how; first used behind the transaction that made it so. */
  Sealing sealing() throws SQLException {
    Sealing found = sealing;
    if (found == null) {
      found = Sealing.of(this, file);
      sealing = found;
    }
    return found;
  }

  /** The statement for a fixed text, kept until close; only one use of it at a time. */
  PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return statement;
  }

  /** The same for one of many texts made at run time; those used long ago are prepared anew. */
  PreparedStatement preparedLately(String sql) throws SQLException {
    PreparedStatement statement = lately.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      lately.put(sql, statement);
      if (lately.size() > MAX_LATELY) {
        var eldest = lately.values().iterator();
        eldest.next().close();
        eldest.remove();
      }
    }
    return statement;
  }

  /** A statement for a text made at run time; the caller closes it. */
  PreparedStatement prepareOnce(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  /** Runs every step of a statement without parameters. */
  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** How many rows changed. */
  int update(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = prepared(sql);
    bind(statement, values);
    return statement.executeUpdate();
  }

  /** The first column of the first row, or null without a row. */
  @Nullable Long number(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = prepared(sql);
    bind(statement, values);
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getLong(1) : null;
    }
  }

  /** The same as text. */
  @Nullable String text(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = prepared(sql);
    bind(statement, values);
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  /**
   * Runs {@code work} all or nothing, with the write lock taken first, so that it cannot be lost
   * half-way. After a failure the connection is to be closed.
   */
  <T> T inTransaction(SqlWork<T> work) throws SQLException {
    texts.forget();
    // Not by BEGIN: in auto-commit mode the driver tries a transaction around every statement.
    connection.setAutoCommit(false);
    boolean done = false;
    try {
      T result = work.run(this);
      connection.setAutoCommit(true);
      done = true;
      return result;
    } finally {
      texts.forget();
      if (!done) {
        rollback();
      }
    }
  }

  /** Undoes what the transaction did, and goes on in another one, with the write lock again. */
  void beginAnew() throws SQLException {
    texts.forget();
    connection.rollback();
  }

  /** Reads one state of the file, whatever others write meanwhile. */
  <T> T inSnapshot(SqlWork<T> work) throws SQLException {
    connection.setAutoCommit(false);
    T result = work.run(this);
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      broken = true; // a damaged file: the answer may be just that
    }
    return result;
  }

  /** Whether it sees a file of version 1 or 2 through views. */
  boolean isOlder() {
    return older;
  }

  void setOlder() {
    older = true;
  }

  /** Makes {@code function} known to the SQL of this connection. */
  void define(String name, Function function) throws SQLException {
    Function.create(connection, name, function);
  }

  /** Has {@code handler} asked after so many steps whether to go on. */
  void watch(int steps, ProgressHandler handler) throws SQLException {
    ProgressHandler.setHandler(connection, steps, handler);
  }

  void unwatch() throws SQLException {
    ProgressHandler.clearHandler(connection);
  }

  /** Whether the connection is to be closed although its work was done. */
  boolean isBroken() {
    return broken;
  }

  /** The driver closes a statement that failed, and others are not to get it. */
  void setBroken() {
    broken = true;
  }

  private void rollback() {
    try {
      run("ROLLBACK");
    } catch (SQLException e) {
      return; // SQLite rolled back by itself, as after a full disk
    }
  }

  /** For a connection that has served, or that failed already. */
  void closeQuietly() {
    try {
      close();
    } catch (SQLException e) {
      return; // its file handle is gone either way
    }
  }

  @Override
  public void close() throws SQLException {
    decompressor.close();
    connection.close();
  }
}
