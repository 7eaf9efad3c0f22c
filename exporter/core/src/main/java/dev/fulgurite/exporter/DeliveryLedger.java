package dev.fulgurite.exporter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what became of each span: {@code emitted = sampledOut + dropped + delivered + failed +
 * inFlight}, at every moment, since each step moves a span under one lock. Thread-safe.
 */
final class DeliveryLedger {
  private final Object lock = new Object();
  private final Actions actions;
  private final Map<String, long[]> droppedByReason = new TreeMap<>();
  private final Map<String, long[]> failedByReason = new TreeMap<>();
  private final List<FlushTicket> tickets = new ArrayList<>();
  private long emitted;
  private long sampledOut;
  private long dropped;
  private long delivered;
  private long failed;
  private long inFlight;

  DeliveryLedger(Actions actions) {
    this.actions = actions;
  }

  /** A span has come; returns its number. */
  long emit() {
    synchronized (lock) {
      inFlight++;
      return emitted++;
    }
  }

  void sampleOut(long ordinal) {
    synchronized (lock) {
      sampledOut++;
      settle(ordinal, false);
    }
  }

  /** Returns whether nothing was dropped for this reason before. */
  boolean drop(long ordinal, String reason) {
    synchronized (lock) {
      boolean first = add(droppedByReason, reason);
      dropped++;
      settle(ordinal, true);
      return first;
    }
  }

  void deliver(List<QueuedSpan> spans) {
    synchronized (lock) {
      for (QueuedSpan span : spans) {
        delivered++;
        settle(span.ordinal(), false);
      }
    }
  }

  void fail(List<QueuedSpan> spans, String reason) {
    synchronized (lock) {
      for (QueuedSpan span : spans) {
        add(failedByReason, reason);
        failed++;
        settle(span.ordinal(), true);
      }
    }
  }

  /** Follows the spans that are in flight now; {@code whenSettled} must not block. */
  FlushTicket ticket(Runnable whenSettled) {
    synchronized (lock) {
      FlushTicket ticket = new FlushTicket(emitted, inFlight, whenSettled);
      if (!ticket.isSettled()) {
        tickets.add(ticket);
      }
      return ticket;
    }
  }

  LedgerSnapshot snapshot() {
    synchronized (lock) {
      return new LedgerSnapshot(
          emitted,
          sampledOut,
          dropped,
          delivered,
          failed,
          inFlight,
          copy(droppedByReason),
          copy(failedByReason),
          new LedgerDetail(Map.of(), Map.of(), actions.snapshot()));
    }
  }

  private void settle(long ordinal, boolean lost) {
    inFlight--;
    if (!tickets.isEmpty()) {
      tickets.removeIf(ticket -> ticket.settle(ordinal, lost));
    }
  }

  private static boolean add(Map<String, long[]> counts, String reason) {
    return counts.computeIfAbsent(reason, any -> new long[1])[0]++ == 0;
  }

  private static Map<String, Long> copy(Map<String, long[]> counts) {
    TreeMap<String, Long> copy = new TreeMap<>();
    counts.forEach((reason, count) -> copy.put(reason, count[0]));
    return Collections.unmodifiableMap(copy);
  }
}
