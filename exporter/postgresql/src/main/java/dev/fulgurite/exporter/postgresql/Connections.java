package dev.fulgurite.exporter.postgresql;

import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/** A few connections, opened when they are needed and kept. Thread-safe. */
final class Connections implements AutoCloseable {
  /** Opens one. */
  interface Opening {
    SqlSession open() throws SQLException;
  }

  private final Opening opening;
  private final Semaphore permits;
  private final Deque<SqlSession> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  Connections(int max, Opening opening) {
    this.opening = opening;
    this.permits = new Semaphore(max, true);
  }

  /**
   * Runs {@code work} in a transaction. A connection that died while it was idle, as when the
   * server was restarted, costs a second try on a new one.
   */
  <T> T inTransaction(SqlWork<T> work) throws SQLException {
    permits.acquireUninterruptibly();
    try {
      SqlSession kept = idle.poll();
      if (kept != null) {
        try {
          return run(kept, work);
        } catch (SQLException e) {
          if (!Failures.isDisconnect(e)) {
            throw e;
          }
          drain();
        }
      }
      return run(opening.open(), work);
    } finally {
      permits.release();
    }
  }

  private <T> T run(SqlSession session, SqlWork<T> work) throws SQLException {
    try {
      return session.inTransaction(work);
    } finally {
      if (session.isOpen()) {
        idle.push(session);
      }
      if (closed) {
        drain();
      }
    }
  }

  /** Idempotent; what is under way goes on to its end. */
  @Override
  public void close() {
    closed = true;
    drain();
  }

  private void drain() {
    for (SqlSession session = idle.poll(); session != null; session = idle.poll()) {
      session.closeQuietly();
    }
  }
}
