package dev.fulgurite.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Numbers the spans of a case by their ids, and holds what became of each. Thread-safe. */
final class Fates implements Witness, IdGenerator {
  private final AtomicReferenceArray<String> fates;
  private final Queue<String> again = new ConcurrentLinkedQueue<>();
  private final AtomicInteger issued = new AtomicInteger();
  private final AtomicLong traces;

  Fates(int most, long seed) {
    fates = new AtomicReferenceArray<>(most);
    traces = new AtomicLong(seed);
  }

  static int number(String spanId) {
    return (int) Long.parseLong(spanId, 16) - 1;
  }

  @Override
  public String generateSpanId() {
    return TestSpans.id(issued.incrementAndGet());
  }

  @Override
  public String generateTraceId() {
    SplittableRandom random = new SplittableRandom(traces.incrementAndGet());
    return String.format("%016x%016x", random.nextLong() | 1, random.nextLong());
  }

  @Override
  public void counted(SpanContext span, String column, String reason) {
    String fate = reason.isEmpty() ? column : column + "." + reason;
    int number = number(span.getSpanId());
    if (!fates.compareAndSet(number, null, fate)) {
      again.add("span %d: %s, then %s".formatted(number, fates.get(number), fate));
    }
  }

  boolean isSettled(int number) {
    return fates.get(number) != null;
  }

  boolean is(int number, String column) {
    String fate = fates.get(number);
    return fate != null && fate.startsWith(column);
  }

  int issued() {
    return issued.get();
  }

  /** How many spans ended in each column, for each reason; every span in exactly one. */
  Map<String, Long> tally() {
    assertThat(again).as("spans that ended twice").isEmpty();
    Map<String, Long> tally = new TreeMap<>();
    for (int i = 0; i < issued(); i++) {
      String fate = fates.get(i);
      assertThat(fate).as("what became of span %d of %d", i, issued()).isNotNull();
      tally.merge(fate, 1L, Long::sum);
    }
    return tally;
  }

  /** What the ledger says, in the same words. */
  static Map<String, Long> tally(LedgerSnapshot ledger) {
    Map<String, Long> tally = new TreeMap<>();
    put(tally, SAMPLED_OUT, ledger.detail().sampledOutByReason());
    put(tally, DROPPED, ledger.droppedByReason());
    put(tally, FAILED, ledger.failedByReason());
    put(tally, "", Map.of(DELIVERED, ledger.delivered()));
    assertThat(sum(ledger.droppedByReason().values())).isEqualTo(ledger.dropped());
    assertThat(sum(ledger.failedByReason().values())).isEqualTo(ledger.failed());
    return tally;
  }

  private static void put(Map<String, Long> tally, String column, Map<String, Long> counts) {
    String prefix = column.isEmpty() ? "" : column + ".";
    counts.forEach((reason, count) -> tally.merge(prefix + reason, count, Long::sum));
    tally.values().removeIf(count -> count == 0);
  }

  private static long sum(Collection<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
