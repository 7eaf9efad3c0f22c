package dev.fulgurite.exporter.sqlite;

import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Packs the bodies of batches, with the help of one thread where there is a second core, and learns
 * a codebook from them. Thread-safe.
 */
final class Packer implements AutoCloseable {
  private static final int WORTH_HELP = 64;
  private static final int IDLE_SECONDS = 5;

  /** A store that is so many times what it was gets a new codebook. */
  private static final int GROWTH = 32;

  private static final boolean HELP = Runtime.getRuntime().availableProcessors() > 1;

  private final ThreadPoolExecutor helper =
      new ThreadPoolExecutor(
          0,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Packer::thread,
          new ThreadPoolExecutor.DiscardPolicy());
  private final Deque<Compressor> idle = new ConcurrentLinkedDeque<>();
  private volatile @Nullable Codebook codebook;
  private volatile @Nullable Samples samples;
  private long learnAfter;
  private boolean closed;

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "fulgurite-store-packer");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins to pack what is not packed by the caller itself, in {@link Packing#finish()}. */
  Packing start(List<SpanRow> rows) {
    Packing packing = new Packing(this, codebook, rows);
    if (HELP && rows.size() >= WORTH_HELP) {
      helper.execute(packing::help);
    }
    return packing;
  }

  /** The codebook to go on with, or null for none; from the file that is written. */
  void use(@Nullable Codebook found, long madeAtSeq) {
    codebook = found;
    learnAfter = found == null ? 0 : madeAtSeq * GROWTH;
    samples = null;
  }

  /** Learns anew when the store has grown much. */
  void stored(long seq) {
    Samples current = samples;
    if (current == null) {
      samples = NativeZstd.isLoaded() && seq > learnAfter ? new Samples() : null;
    } else if (current.isEnough()) {
      samples = null;
      learnAfter = Math.max(seq, 1) * GROWTH;
      helper.execute(() -> learn(current));
    }
  }

  private void learn(Samples from) {
    Codebook learned = Codebook.train(from.take());
    if (learned != null) {
      codebook = learned;
    }
  }

  /** Where bodies are to be shown while a codebook is being learned; null otherwise. */
  @Nullable Samples samples() {
    return samples;
  }

  Compressor borrow(@Nullable Codebook wanted) {
    for (Compressor found = idle.poll(); found != null; found = idle.poll()) {
      if (found.codebook() == wanted) {
        return found;
      }
      found.close();
    }
    return new Compressor(wanted);
  }

  synchronized void giveBack(Compressor compressor) {
    if (closed) {
      compressor.close();
    } else {
      idle.push(compressor);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    helper.shutdown();
    for (Compressor found = idle.poll(); found != null; found = idle.poll()) {
      found.close();
    }
  }
}
