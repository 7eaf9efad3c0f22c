package dev.fulgurite.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.fulgurite.exporter.store.StoredSpan;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A load for stores: spans of a corpus in batches, made before they are timed.
 *
 * @param corpus the same spans each time it is asked
 * @param spans in all
 * @param batch spans to an append
 * @param chunk spans made at once
 */
record Ingest(Supplier<Corpus> corpus, int spans, int batch, int chunk) {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /**
   * What one run gave.
   *
   * @param perSecond spans appended per second, closing included
   * @param cpuSeconds of the process, per million spans
   * @param bytes on the disk, per span
   * @param lastToFirst speed of the last chunk over that of the first
   */
  record Result(double perSecond, double cpuSeconds, double bytes, double lastToFirst) {}

  interface Opening {
    SpanSink open(Path folder) throws Exception;
  }

  Result into(Opening opening) throws Exception {
    Path folder = Folders.create("ingest");
    try {
      Clock clock = new Clock();
      fill(opening, folder, clock);
      return new Result(
          spans * 1e9 / clock.nanos,
          clock.cpu / 1e3 / spans,
          (double) Folders.size(folder) / spans,
          clock.laps.get(0) / clock.laps.get(clock.laps.size() - 1));
    } finally {
      Folders.delete(folder);
    }
  }

  private void fill(Opening opening, Path folder, Clock clock) throws Exception {
    Corpus source = corpus.get();
    SpanSink sink = opening.open(folder);
    try {
      for (int done = 0; done < spans; done += chunk) {
        List<StoredSpan> made = source.next(Math.min(chunk, spans - done));
        clock.lap(() -> append(sink, made));
      }
    } finally {
      clock.run(sink::close);
    }
  }

  private void append(SpanSink sink, List<StoredSpan> made) throws Exception {
    for (int from = 0; from < made.size(); from += batch) {
      sink.append(made.subList(from, Math.min(made.size(), from + batch)));
    }
  }

  /** Adds up what its runs took. */
  private static final class Clock {
    long nanos;
    long cpu;
    final List<Double> laps = new ArrayList<>();

    interface Work {
      void run() throws Exception;
    }

    void run(Work work) throws Exception {
      long cpuBefore = SYSTEM.getProcessCpuTime();
      long before = System.nanoTime();
      work.run();
      nanos += System.nanoTime() - before;
      cpu += SYSTEM.getProcessCpuTime() - cpuBefore;
    }

    void lap(Work work) throws Exception {
      long before = nanos;
      run(work);
      laps.add((double) (nanos - before));
    }
  }
}
