package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.StoreException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fills the index behind the writer: one process at a time, a few spans to a transaction, on a
 * thread that ends when nothing came for a while. The busier the writer, the longer it rests
 * between its steps, so that the writer has the locks and the cores. Thread-safe.
 */
final class IndexFiller implements AutoCloseable {
  private static final long GATHER_MILLIS = 500;
  private static final long LEASE_MILLIS = 30_000;
  private static final long IDLE_SECONDS = 5;
  private static final long CLOSING_SECONDS = 2;

  /** Times as long as a step took, where the writer never pauses. */
  private static final double REST = 9;

  /** Of one rest: a step may have waited long for another process's lock. */
  private static final long MAX_REST_NANOS = 5_000_000_000L;

  private static final long MAX_WORDS = 1_000_000;
  private static final long BYTES_TO_WORDS = 2_048;

  private final SqliteOutbox.Access access;
  private final long maxBytes;
  private final String holder = UUID.randomUUID().toString();
  private final AtomicLong appending = new AtomicLong();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, IndexFiller::thread, new ThreadPoolExecutor.DiscardPolicy());
  private volatile boolean holding;

  /**
   * @param maxBytes that the store is kept at; 0 for no bound
   */
  IndexFiller(SqliteOutbox.Access access, long maxBytes) {
    this.access = access;
    this.maxBytes = maxBytes;
    thread.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    thread.allowCoreThreadTimeOut(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "fulgurite-store-index");
    thread.setDaemon(true);
    return thread;
  }

  /** After an append that took {@code nanos}. Never throws, never waits. */
  void appended(long nanos) {
    appending.addAndGet(nanos);
    if (closing.getCount() > 0 && scheduled.compareAndSet(false, true)) {
      Future<?> unused = thread.schedule(this::fill, GATHER_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void fill() {
    scheduled.set(false);
    try {
      long begin = System.nanoTime();
      long busyBefore = appending.get();
      while (step()) {
        long now = System.nanoTime();
        long busy = appending.get();
        double share = Math.min(1, (busy - busyBefore) / (double) (now - begin));
        long rest = Math.min(MAX_REST_NANOS, (long) (REST * share * (now - begin)));
        if (closing.await(rest, TimeUnit.NANOSECONDS)) {
          return;
        }
        begin = System.nanoTime();
        busyBefore = busy;
      }
    } catch (StoreException e) {
      return; // the lag says it; the next append tries again
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there may be more to do. */
  private boolean step() {
    Optional<IndexBatch> batch = access.reading(this::next);
    return batch.isPresent() && access.writing(locked -> write(locked, batch.get()));
  }

  private Optional<IndexBatch> next(SqlSession session) throws SQLException {
    boolean taken = IndexState.takenUntil(session, holder, System.currentTimeMillis()) != null;
    return taken || isOverBound(session) ? Optional.empty() : IndexBatch.read(session);
  }

  /** Then the next append makes room first. */
  private boolean isOverBound(SqlSession session) throws SQLException {
    Long bytes =
        session.number(
            """
            SELECT (page_count - freelist_count) * page_size
            FROM pragma_page_count, pragma_freelist_count, pragma_page_size
            """);
    return maxBytes > 0 && bytes != null && bytes > maxBytes;
  }

  /** Words stay when their spans go, so they must not fill the store. */
  private long maxWords() {
    return maxBytes > 0 ? Math.min(MAX_WORDS, maxBytes / BYTES_TO_WORDS) : MAX_WORDS;
  }

  /** Whether it is this process that fills it. */
  private boolean write(SqlSession locked, IndexBatch batch) throws SQLException {
    long now = System.currentTimeMillis();
    holding = IndexState.take(locked, holder, now, now + LEASE_MILLIS);
    if (holding && batch.isCurrent(locked)) {
      batch.write(locked, maxWords());
    }
    return holding;
  }

  /** Fills it with all there is, on the caller's thread; not where another process does. */
  void catchUp() {
    while (step()) {}
  }

  /** Lets another process go on. Waits a moment for what is under way. Idempotent. */
  @Override
  public void close() {
    closing.countDown();
    thread.shutdown();
    try {
      if (thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS) && holding) {
        holding = false;
        access.writing(
            locked -> {
              IndexState.release(locked, holder);
              return true;
            });
      }
    } catch (StoreException e) {
      return; // the lease ends by itself
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
