package dev.fulgurite.exporter.sqlite;

import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Packs the bodies of batches, with the help of one thread where there is a second core, and learns
 * a codebook from them. Thread-safe.
 */
final class Packer implements AutoCloseable {
  private static final int WORTH_HELP = 64;
  private static final int IDLE_SECONDS = 5;

  /** Spans for which zstd's library is not loaded: it costs more than it can save there. */
  private static final int FEW = 64;

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
  private final AtomicLong spans = new AtomicLong();
  private final Deque<Compressor> idle = new ConcurrentLinkedDeque<>();
  private volatile @Nullable Codebook codebook;
  private volatile KnownMessages messages = new KnownMessages();
  private volatile @Nullable Samples samples;
  private volatile long learnAfter;
  private boolean closed;

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "fulgurite-store-packer");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins to pack what is not packed by the caller itself, in {@link Packing#finish()}. */
  Packing start(List<SpanRow> rows) {
    spans.addAndGet(rows.size());
    Packing packing = new Packing(this, isZstd() ? codebook : null, messages, rows);
    if (HELP && rows.size() >= WORTH_HELP) {
      helper.execute(packing::help);
    }
    return packing;
  }

  /** What is known to lie in the file. */
  KnownMessages messages() {
    return messages;
  }

  /** When others may have removed what is known: what was not yet learned from it never will be. */
  void forget() {
    messages = new KnownMessages();
    samples = null;
    Codebook learned = codebook;
    if (learned != null && !learned.isKept()) {
      learned.setKept(); // no packing under way may bring it into the file
      codebook = null;
    }
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
      samples = isZstd() && seq > learnAfter ? new Samples() : null;
    } else if (current.isEnough()) {
      KnownMessages before = messages;
      helper.execute(() -> learn(current, before, seq)); // a busy helper is asked again
    }
  }

  private void learn(Samples from, KnownMessages before, long seq) {
    if (samples == from) {
      samples = null;
      learnAfter = Math.max(seq, 1) * GROWTH;
    }
    Codebook learned = Codebook.train(from.take());
    if (learned != null && messages == before) {
      codebook = learned;
    }
  }

  /** Where bodies are to be shown while a codebook is being learned; null otherwise. */
  @Nullable Samples samples() {
    return samples;
  }

  private boolean isZstd() {
    return spans.get() > FEW && NativeZstd.load();
  }

  Compressor borrow(@Nullable Codebook wanted) {
    if (!isZstd()) {
      return new Compressor();
    }
    for (Compressor found = idle.poll(); found != null; found = idle.poll()) {
      if (found.isZstd(wanted)) {
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
