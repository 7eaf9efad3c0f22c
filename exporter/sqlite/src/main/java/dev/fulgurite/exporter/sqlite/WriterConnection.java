package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that writes. It is opened anew after a failure, so that nothing half-done is
 * carried on, and when somebody removed the file, so that no span goes into a file without a name.
 * Not thread-safe: its owner locks.
 */
final class WriterConnection {
  private static final long RETRY_NANOS = 20_000_000;

  private final StoreFile file;
  private final SqliteSettings settings;
  private @Nullable SqlSession session;
  private @Nullable Object identity;

  WriterConnection(StoreFile file, SqliteSettings settings) {
    this.file = file;
    this.settings = settings;
  }

  <T> T write(SqlWork<T> work) throws SQLException {
    boolean done = false;
    try {
      T result = work.run(session());
      done = true;
      return result;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private SqlSession session() throws SQLException {
    SqlSession current = session;
    if (current != null && Objects.equals(identity, file.identity())) {
      return current;
    }
    close();
    file.prepareForWriting(settings.fileSystemType());
    SqlSession opened = openPatiently();
    session = opened;
    identity = file.identity();
    return opened;
  }

  /** Switching to WAL does not wait for another process's lock by itself. */
  private SqlSession openPatiently() throws SQLException {
    long deadline = System.nanoTime() + settings.busyTimeout().toNanos();
    while (true) {
      try {
        return open();
      } catch (SQLException e) {
        if (SqliteFailures.code(e) != SqliteFailures.BUSY || System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private SqlSession open() throws SQLException {
    SqlSession opened = Connections.forWriting(file, settings);
    boolean done = false;
    try {
      settings.schema().migrate(opened, file);
      opened.run("PRAGMA journal_mode = WAL");
      done = true;
      return opened;
    } finally {
      if (!done) {
        opened.closeQuietly();
      }
    }
  }

  void close() {
    if (session != null) {
      session.closeQuietly();
      session = null;
    }
  }
}
