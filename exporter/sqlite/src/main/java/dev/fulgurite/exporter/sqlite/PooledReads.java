package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Beside a writer in this process: a few connections, kept open. */
final class PooledReads implements Reads {
  private static final int MAX_OPEN = 3;

  private final StoreFile file;
  private final SqliteSettings settings;
  private final Semaphore permits = new Semaphore(MAX_OPEN);
  private final Deque<SqlSession> idle = new ConcurrentLinkedDeque<>();
  private volatile @Nullable Object identity;

  /** Of the file that has this identity. */
  private volatile RecentSpans recent = RecentSpans.ofDefaultSize();

  PooledReads(StoreFile file, SqliteSettings settings) {
    this.file = file;
    this.settings = settings;
    this.identity = file.identity();
  }

  @Override
  public <T> T read(SqlWork<T> work) throws SQLException {
    permits.acquireUninterruptibly();
    try {
      SqlSession session = take();
      boolean done = false;
      try {
        T result = session.inSnapshot(work);
        done = true;
        return result;
      } finally {
        giveBack(session, done);
      }
    } finally {
      permits.release();
    }
  }

  private SqlSession take() throws SQLException {
    Object now = file.identity();
    if (!Objects.equals(now, identity)) {
      recent = RecentSpans.ofDefaultSize(); // someone replaced the file
      drain(); // the old one is gone from the folder
      identity = now;
    }
    SqlSession session = idle.poll();
    return session == null ? open() : session;
  }

  private SqlSession open() throws SQLException {
    RecentSpans shared = recent; // before: one that is of another file by now is not used again
    SqlSession session = Connections.forReading(file, settings);
    session.share(shared);
    return session;
  }

  private void giveBack(SqlSession session, boolean sound) {
    if (sound && !session.isBroken() && session.recent() == recent) {
      idle.push(session);
    } else {
      session.closeQuietly();
    }
  }

  @Override
  public void forget() {
    recent.forget();
  }

  @Override
  public void close() {
    boolean all = false;
    try {
      all = permits.tryAcquire(MAX_OPEN, settings.busyTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    drain();
    recent = RecentSpans.NONE;
    if (all) {
      permits.release(MAX_OPEN);
    }
  }

  private void drain() {
    for (SqlSession session = idle.poll(); session != null; session = idle.poll()) {
      session.closeQuietly();
    }
  }
}
