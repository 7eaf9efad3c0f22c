package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The blocks that one query fetched, while they are unpacked: by the query in the order in which it
 * needs them, and ahead of it by a helper, of which the process has one where there is a second
 * core. Nobody waits for the helper, and nothing depends on it ever coming.
 */
final class UnpackAhead {
  private static final int IDLE_SECONDS = 5;
  private static final boolean HELP = Runtime.getRuntime().availableProcessors() > 1;

  private static final ThreadPoolExecutor HELPER =
      new ThreadPoolExecutor(
          0,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Helper::new,
          new ThreadPoolExecutor.DiscardPolicy());

  private final Queue<FetchedBlock> left = new ConcurrentLinkedQueue<>();

  /** Keeps what unpacking takes while it lives. */
  private static final class Helper extends Thread {
    private final Decompressor decompressor = new Decompressor();

    Helper(Runnable work) {
      super(work, "fulgurite-store-unpacker");
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        super.run();
      } finally {
        decompressor.close();
      }
    }
  }

  /** Later ones are needed later. */
  void add(FetchedBlock block) {
    left.add(block);
  }

  /** Has the helper unpack what was added, where it has nothing else to do. */
  void begin() {
    if (HELP) {
      HELPER.execute(() -> unpackAll(((Helper) Thread.currentThread()).decompressor));
    }
  }

  private void unpackAll(Decompressor decompressor) {
    for (FetchedBlock block = left.poll(); block != null; block = left.poll()) {
      block.unpack(decompressor);
    }
  }

  /** Nothing more is needed of what is not unpacked yet. */
  void end() {
    left.clear();
  }

  /** It, unpacked; while the helper is at it, others are unpacked that will be needed. */
  Bodies open(FetchedBlock block, Decompressor decompressor) throws IOException {
    boolean isDone = block.unpack(decompressor);
    Bodies bodies = block.opened();
    while (bodies == null) {
      FetchedBlock next = isDone ? null : left.poll();
      if (next == null) {
        return block.open(decompressor);
      }
      next.unpack(decompressor);
      bodies = block.opened();
    }
    bodies.handTo(decompressor);
    return bodies;
  }
}
