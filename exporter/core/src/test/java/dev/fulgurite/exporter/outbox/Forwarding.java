package dev.fulgurite.exporter.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.fulgurite.exporter.ProcessRun;
import dev.fulgurite.exporter.TestSpans;
import dev.fulgurite.exporter.store.Outbox;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoredSpan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

/** A forwarder over a store, as one process has it. */
final class Forwarding {
  static final int BATCH = 10;
  private static final ForwardSettings.Pace FAST =
      new ForwardSettings.Pace(
          Duration.ofSeconds(20),
          Duration.ofMillis(300),
          Duration.ofMillis(1),
          Duration.ofMillis(4));

  final List<String> lines = new CopyOnWriteArrayList<>();
  final List<String> rejected = new CopyOnWriteArrayList<>();
  final ProcessRun run = ProcessRun.begin();
  final Forwarder forwarder;
  private final SpanStore store;

  Forwarding(SpanStore store, Collector collector, boolean fromBeginning) {
    this(store, collector, fromBeginning, FAST);
  }

  Forwarding(
      SpanStore store, Collector collector, boolean fromBeginning, ForwardSettings.Pace pace) {
    this.store = store;
    ForwardSettings settings =
        new ForwardSettings("otlp", fromBeginning, new ForwardSettings.Batch(BATCH, 1 << 20), pace);
    forwarder =
        Forwarder.create(
            collector, settings, lines::add, (span, why) -> rejected.add(span.getSpanId()));
  }

  Forwarding open() {
    forwarder.opened(store, run);
    return this;
  }

  /** Spans {@code first} to {@code last}, in so many traces by turns. */
  void store(long first, long last, int traces) {
    store.append(
        LongStream.rangeClosed(first, last)
            .mapToObj(id -> TestSpans.span(id).inTrace(1 + id % traces).at(id, id + 1).build())
            .toList(),
        null);
    forwarder.appended();
  }

  boolean flush() {
    return forwarder.flush().join(20, SECONDS).isSuccess();
  }

  void close() {
    forwarder.shutdown(Duration.ofSeconds(5)).join(20, SECONDS);
  }

  static long waiting(SpanStore store) {
    Outbox outbox = store.outbox().orElseThrow();
    return outbox.backlog("otlp").spans();
  }

  static List<String> ids(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(TestSpans::id).toList();
  }

  static StoredSpan span(long id) {
    return TestSpans.span(id).build();
  }
}
