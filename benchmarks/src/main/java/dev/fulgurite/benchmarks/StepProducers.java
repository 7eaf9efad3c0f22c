package dev.fulgurite.benchmarks;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.live.BufferFullException;
import dev.fulgurite.exporter.live.SessionStream;
import dev.fulgurite.exporter.live.StepFeed;
import dev.fulgurite.exporter.live.StreamStatistics;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ten producers and one reader for {@code -Dbenchmarks.minutes} under each policy: every step must
 * be delivered or dropped, exactly.
 */
final class StepProducers {
  private static final int PRODUCERS = 10;
  private static final double MINUTES =
      Double.parseDouble(System.getProperty("benchmarks.minutes", "0.1"));
  private static final double CLAIMED = 10_000;

  static void run(Table table) throws InterruptedException {
    for (OverflowPolicy policy : OverflowPolicy.values()) {
      run(table, policy);
    }
  }

  private static void run(Table table, OverflowPolicy policy) throws InterruptedException {
    SessionStream stream =
        SessionStream.builder("bench")
            .setEmitter(Emitter.create(OpenTelemetry.noop()))
            .setOverflowPolicy(policy)
            .setBlockTimeout(Duration.ofSeconds(10))
            .build();
    AtomicLong read = new AtomicLong();
    Thread reader = reader(stream.open(), read);
    long start = System.nanoTime();
    produce(stream, start + (long) (MINUTES * 60e9));
    stream.complete();
    reader.join();
    double seconds = (System.nanoTime() - start) / 1e9;
    StreamStatistics end = stream.statistics();
    StepStreams.expect(end.totalSteps(), end.deliveredCount() + end.droppedCount());
    StepStreams.expect(end.deliveredCount(), read.get());
    System.out.printf(
        Locale.ROOT,
        "%s, %.0f s: %,d emitted = %,d delivered + %,d dropped%n",
        policy,
        seconds,
        end.totalSteps(),
        end.deliveredCount(),
        end.droppedCount());
    table.row(
        "steps delivered, ten producers, %s, conserved exactly; claimed".formatted(policy),
        "/s",
        new Medians(end.deliveredCount() / seconds, CLAIMED));
  }

  private static Thread reader(StepFeed feed, AtomicLong read) {
    Thread thread = new Thread(() -> feed.forEach(step -> read.incrementAndGet()));
    thread.start();
    return thread;
  }

  private static void produce(SessionStream stream, long deadline) throws InterruptedException {
    List<Thread> producers = new ArrayList<>();
    for (int i = 0; i < PRODUCERS; i++) {
      Thread producer = new Thread(() -> emitUntil(stream, deadline));
      producers.add(producer);
      producer.start();
    }
    for (Thread producer : producers) {
      producer.join();
    }
  }

  private static void emitUntil(SessionStream stream, long deadline) {
    while (System.nanoTime() < deadline) {
      try {
        stream.thinking("what comes next?");
      } catch (BufferFullException e) {
        Thread.onSpinWait();
      }
    }
  }

  private StepProducers() {}
}
