package dev.fulgurite.exporter;

import dev.fulgurite.exporter.delivery.RetryPolicy;
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

  /** What is said of an exporter that gave no reason. */
  private static final Set<String> NO_REASONS =
      Set.of(Loss.EXPORT_FAILED, Loss.EXCEPTION, Loss.NO_ANSWER);

  private final ProcessorSettings settings;
  private final Consumer<String> log;
  private final Object lock = new Object();
  private final Map<String, Said> said = new HashMap<>();
  private final Set<String> thrown = new HashSet<>();
  private final Map<String, Answer> heard = new HashMap<>();

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

  void quarantineFailed(Throwable t) {
    once("the quarantine of '%s' threw %s; refused spans are counted, but not kept", t);
  }

  /** The last one with its reason is part of the line about it. */
  void heard(Answer failure) {
    synchronized (lock) {
      heard.put(failure.reason(), failure);
    }
  }

  void breakerOpened(Endpoint endpoint, String why) {
    String trouble =
        "'%s' (%s) failed %d times in a row (%s)"
            .formatted(
                settings.destination(),
                endpoint.describe(),
                endpoint.health().failuresInARow(),
                why);
    String pause =
        ": left alone for fulgurite.export.breaker.pause (%d ms), then tried again;"
            .formatted(settings.delivery().breakerPause().toMillis());
    String bounds =
        " spans wait in the queue, up to fulgurite.queue.max-size (%d), fulgurite.queue.max-bytes"
                .formatted(settings.maxQueueSize())
            + " (%d)".formatted(settings.maxQueueBytes());
    now("breaker" + endpoint.index(), trouble + pause + bounds);
  }

  void failedOver(Endpoint endpoint) {
    now(
        "failover",
        "spans for '%s' go to %s: the one before fails, or is slower than"
                .formatted(settings.destination(), endpoint.describe())
            + " fulgurite.export.failover.latency (%d ms)"
                .formatted(settings.delivery().failoverLatency().toMillis()));
  }

  /** Says {@code line}, at most once a minute for each {@code key}. */
  void say(String key, String line) {
    now(key, line);
  }

  void slow(Endpoint endpoint, long tookNanos) {
    now(
        "slow",
        "%s takes %d ms to take spans for '%s', more than fulgurite.export.failover.latency (%d ms):"
                .formatted(
                    endpoint.describe(),
                    tookNanos / 1_000_000,
                    settings.destination(),
                    settings.delivery().failoverLatency().toMillis())
            + " a further endpoint would be used while that lasts");
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
      case Loss.SHUTDOWN ->
          "not delivered in time at exit; see to the destination, or raise fulgurite.shutdown.timeout";
      case Loss.AFTER_SHUTDOWN -> "they ended after the shutdown began";
      case Loss.TIMEOUT ->
          "no answer in time; raise fulgurite.export.timeout (%d ms) or see to the destination"
              .formatted(settings.exporterTimeout().toMillis());
      case Loss.REJECTED ->
          "the destination refuses them (%s); ".formatted(message(reason))
              + (settings.delivery().quarantine() == null
                  ? "a quarantine would keep them"
                  : settings.delivery().quarantine() + " keeps them");
      case Loss.ERROR -> "this is a fault of Fulgurite; please report it";
      default -> remedyByAnswer(reason);
    };
  }

  /** Null where the exporter has told it itself. */
  private @Nullable String remedyByAnswer(String reason) {
    boolean known = !NO_REASONS.contains(reason);
    String message = message(reason);
    if (known && message.isEmpty()) {
      return null;
    }
    String destination =
        message.isEmpty() ? "see to the destination" : "see to the destination: " + message;
    RetryPolicy policy = settings.delivery().retryPolicy();
    if (isPermanent(reason) || policy.maxAttempts() == 1) {
      return destination;
    }
    return destination
        + "; it was tried for at most fulgurite.export.retry.max-elapsed (%d ms)"
            .formatted(policy.maxElapsed().toMillis())
        + " and fulgurite.export.retry.max-attempts (%d)".formatted(policy.maxAttempts());
  }

  private String message(String reason) {
    synchronized (lock) {
      Answer last = heard.get(reason);
      return last == null ? "" : last.message();
    }
  }

  private boolean isPermanent(String reason) {
    synchronized (lock) {
      Answer last = heard.get(reason);
      return last != null && last.failure() == ExportFailure.Kind.PERMANENT;
    }
  }

  /** At most once a minute for each key. */
  private void now(String key, String line) {
    long now = System.nanoTime();
    synchronized (lock) {
      Said previous = said.get(key);
      if (previous != null && now - previous.atNanos < INTERVAL_NANOS) {
        return;
      }
      said.put(key, new Said(0, now));
    }
    log(line);
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
