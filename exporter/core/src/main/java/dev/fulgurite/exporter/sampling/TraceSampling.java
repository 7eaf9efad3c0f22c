package dev.fulgurite.exporter.sampling;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a share of the traces, each whole or not at all, also when the share changes while traces
 * are under way: a trace keeps the rate that it began under. Thread-safe.
 *
 * <p>Until the first change nothing is noted. From then on every span that starts notes its trace;
 * one with a parent in this process, of a trace that nobody noted, belongs to a trace from before.
 */
final class TraceSampling {
  static final int MAX_TRACES = 16_384;

  private final Object lock = new Object();
  private final TraceRate first;
  private final int maxTraces;
  private volatile TraceRate current;

  /** Set before {@link #current} is first changed. */
  private volatile @Nullable TraceMemory memory;

  TraceSampling(double rate, int maxTraces) {
    this.first = new TraceRate(rate, 0);
    this.current = first;
    this.maxTraces = maxTraces;
  }

  TraceRate rate() {
    return current;
  }

  /** For traces that begin from now on. */
  void setRate(double rate) {
    synchronized (lock) {
      change(new TraceRate(rate, current.halvings()));
    }
  }

  void setHalvings(int halvings) {
    synchronized (lock) {
      change(new TraceRate(current.asked(), halvings));
    }
  }

  private void change(TraceRate next) {
    if (!next.equals(current)) {
      if (memory == null) {
        memory = new TraceMemory(maxTraces);
      }
      current = next;
    }
  }

  boolean keepsAll() {
    return memory == null && first.isAll();
  }

  boolean isNoting() {
    return memory != null;
  }

  /**
   * A span starts.
   *
   * @param local whether its parent is a span of this process
   */
  void started(String traceId, boolean local) {
    TraceMemory notes = memory;
    if (notes != null) {
      TraceRate now =
          current; // read after the memory, or a trace could be noted as later than it is
      notes.note(Fraction.hashOfTrace(traceId), local ? unknown(notes) : now);
    }
  }

  /** Why a span of the trace is left out; null to keep it. */
  @Nullable String leavesOut(String traceId) {
    long hash = Fraction.hashOfTrace(traceId);
    return rateOf(hash).leavesOut(Fraction.of(hash));
  }

  private TraceRate rateOf(long trace) {
    TraceMemory notes = memory;
    if (notes == null) {
      return first;
    }
    TraceRate noted = notes.find(trace);
    return noted == null ? unknown(notes) : noted;
  }

  private TraceRate unknown(TraceMemory notes) {
    return notes.hasForgotten() ? current : first;
  }
}
