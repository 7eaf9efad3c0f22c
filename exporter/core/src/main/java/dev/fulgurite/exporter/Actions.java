package dev.fulgurite.exporter;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was done about trouble, by name. Thread-safe. */
final class Actions {
  /** A batch was sent, for the first time. */
  static final String BATCHES = "batches";

  /** The fullest that the queue was when a batch was taken, by count or bytes, in percent. */
  static final String QUEUE_PEAK_PERCENT = "queue_peak_percent";

  /** A batch, or a part of one, was sent again. */
  static final String RETRIES = "retries";

  /** An attempt had no answer in time. */
  static final String TIMEOUTS = "timeouts";

  /** A batch was cut in two because the destination refused it. */
  static final String SPLITS = "splits";

  /** Spans were found to be refused by themselves. */
  static final String REJECTED = "rejected";

  /** Refused spans were handed to the quarantine. */
  static final String QUARANTINED = "quarantined";

  static final String BREAKER_OPENED = "breaker_opened";
  static final String FAILOVERS = "failovers";
  static final String FAILBACKS = "failbacks";

  /** An answer took longer than the failover latency. */
  static final String SLOW_EXPORTS = "slow_exports";

  /** Memory became scarce: less may wait, and long texts are cut. */
  static final String HEAP_GUARD_ON = "heap_guard_on";

  static final String HEAP_GUARD_OFF = "heap_guard_off";

  /** Long texts of a span were cut. */
  static final String TRUNCATED = "truncated";

  /** The sample rate was halved. */
  static final String CPU_GUARD_DOWN = "cpu_guard_down";

  static final String CPU_GUARD_UP = "cpu_guard_up";
  static final String ERROR_RATE_WARNED = "error_rate_warned";
  static final String ERROR_RATE_RECOVERED = "error_rate_recovered";

  private final ConcurrentHashMap<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, LongAccumulator> peaks = new ConcurrentHashMap<>();

  void count(String action) {
    add(action, 1);
  }

  void add(String action, long times) {
    counts.computeIfAbsent(action, any -> new LongAdder()).add(times);
  }

  /** Keeps the highest value. */
  void peak(String name, long value) {
    if (value > 0) {
      peaks.computeIfAbsent(name, any -> new LongAccumulator(Math::max, 0)).accumulate(value);
    }
  }

  /** Sorted; only what happened. */
  Map<String, Long> snapshot() {
    TreeMap<String, Long> copy = new TreeMap<>();
    counts.forEach((action, count) -> copy.put(action, count.sum()));
    peaks.forEach((name, peak) -> copy.put(name, peak.get()));
    return Collections.unmodifiableMap(copy);
  }
}
