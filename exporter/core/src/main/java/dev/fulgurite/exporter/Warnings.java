package dev.fulgurite.exporter;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says what was lost: for each reason one line, then at most one per minute, with the number and
 * the setting to change. The logger is looked up with the first line. Thread-safe.
 */
final class Warnings {
  private static final long INTERVAL_NANOS = 60_000_000_000L;

  private final ProcessorSettings settings;
  private final Consumer<String> log;
  private final Object lock = new Object();
  private final Map<String, Said> said = new HashMap<>();
  private final Set<String> thrown = new HashSet<>();

  private record Said(long count, long atNanos) {}

  Warnings(ProcessorSettings settings, @Nullable Consumer<String> log) {
    this.settings = settings;
    this.log = log == null ? Warnings::toSystemLogger : log;
  }

  /** {@code last}: nothing will be said later, so whatever is left is said now. */
  void report(LedgerSnapshot ledger, long now, boolean last) {
    ledger
        .droppedByReason()
        .forEach((reason, count) -> report("dropped", reason, count, now, last));
    ledger.failedByReason().forEach((reason, count) -> report("failed", reason, count, now, last));
  }

  void exporterThrew(Throwable t) {
    once("the exporter of '%s' threw %s", t);
  }

  void processorBroke(Throwable t) {
    once("the processor of '%s' met %s and goes on", t);
  }

  private void report(String verb, String reason, long count, long now, boolean last) {
    long before;
    synchronized (lock) {
      Said previous = said.get(verb + reason);
      before = previous == null ? 0 : previous.count;
      boolean due =
          previous == null
              ? !reason.equals(Loss.AFTER_SHUTDOWN) // which goes on until the end
              : now - previous.atNanos >= INTERVAL_NANOS;
      if (count == before || !(due || last)) {
        return;
      }
      said.put(verb + reason, new Said(count, now));
    }
    String remedy = remedy(reason);
    if (remedy == null) {
      return; // the exporter gave the reason, and tells
    }
    log(
        "%s %d spans for '%s' (%s, %d in all): %s"
            .formatted(verb, count - before, settings.destination(), reason, count, remedy));
  }

  private @Nullable String remedy(String reason) {
    return switch (reason) {
      case Loss.QUEUE_FULL ->
          "the destination is slower than the program; raise fulgurite.queue.max-size (%d) or"
                  .formatted(settings.maxQueueSize())
              + " fulgurite.queue.max-bytes (%d), or change fulgurite.queue.overflow-policy (%s)"
                  .formatted(settings.maxQueueBytes(), settings.overflowPolicy());
      case Loss.BLOCK_TIMEOUT, Loss.STALLED ->
          "the destination did not keep up; raise fulgurite.queue.block-timeout (%d ms) or"
                  .formatted(settings.blockTimeout().toMillis())
              + " fulgurite.queue.max-size (%d)".formatted(settings.maxQueueSize());
      case Loss.SHUTDOWN -> "not delivered in time at exit; raise fulgurite.shutdown.timeout";
      case Loss.AFTER_SHUTDOWN -> "they ended after the shutdown began";
      case Loss.TIMEOUT ->
          "no answer in time; raise fulgurite.export.timeout (%d ms) or see to the destination"
              .formatted(settings.exporterTimeout().toMillis());
      case Loss.EXPORT_FAILED, Loss.EXCEPTION, Loss.NO_ANSWER -> "see to the destination";
      case Loss.ERROR -> "this is a fault of Fulgurite; please report it";
      default -> null;
    };
  }

  private void once(String format, Throwable t) {
    boolean first;
    synchronized (lock) {
      first = thrown.add(format + t.getClass());
    }
    if (first) {
      log(format.formatted(settings.destination(), t));
    }
  }

  private void log(String message) {
    try {
      log.accept(message);
    } catch (Throwable broken) {
      // The log is foreign code; there is no one left to tell.
    }
  }

  private static void toSystemLogger(String line) {
    System.getLogger(Warnings.class.getPackageName()).log(Level.WARNING, line);
  }
}
