package dev.fulgurite.benchmarks;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.ScopeStamper;
import dev.fulgurite.exporter.live.SessionStream;
import dev.fulgurite.exporter.live.StepFeed;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreExporter;
import dev.fulgurite.exporter.store.StoreOptions;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Session streams beside what the document on the reliable emitter claims for its own: steps
 * through a stream without a store and with one, ten producers under each policy, queries.
 */
final class StepStreams {
  private static final int ROUNDS = 7;
  private static final int STEPS = Integer.getInteger("benchmarks.steps", 1_000_000);
  private static final int PERSISTED = Math.min(STEPS, 200_000);
  private static final int CHUNK = 500;
  private static final double CLAIMED = 10_000;
  private static final double CLAIMED_PERSISTED = 5_000;
  private static final Duration SOON = Duration.ofSeconds(10);

  static void run(Table table) throws Exception {
    table.row(
        "steps through a stream, one thread emits and reads; claimed",
        "/s",
        new Medians(median(StepStreams::alone), CLAIMED));
    table.row(
        "steps through a stream, one thread emits, one reads; claimed",
        "/s",
        new Medians(median(StepStreams::apart), CLAIMED));
    table.row(
        "steps persisted in SQLite and read live; claimed",
        "/s",
        new Medians(median(StepStreams::persisted), CLAIMED_PERSISTED));
    StepProducers.run(table);
    StepQueries.run(table, STEPS);
  }

  private interface Round {
    double perSecond() throws Exception;
  }

  private static double median(Round round) throws Exception {
    double warm = round.perSecond();
    double[] all = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      all[i] = round.perSecond();
    }
    Arrays.sort(all);
    return warm > 0 ? all[ROUNDS / 2] : 0;
  }

  private static SessionStream unrecorded() {
    return SessionStream.builder("bench")
        .setEmitter(Emitter.create(OpenTelemetry.noop()))
        .setBlockTimeout(SOON)
        .build();
  }

  private static double alone() throws InterruptedException {
    SessionStream stream = unrecorded();
    StepFeed reader = stream.open();
    long start = System.nanoTime();
    for (int done = 0; done < STEPS; done += CHUNK) {
      for (int i = 0; i < CHUNK; i++) {
        stream.thinking("what comes next?");
      }
      for (int i = 0; i < CHUNK; i++) {
        if (reader.poll(Duration.ZERO) == null) {
          throw new IllegalStateException("a step is missing");
        }
      }
    }
    return STEPS * 1e9 / (System.nanoTime() - start);
  }

  private static double apart() throws InterruptedException {
    SessionStream stream = unrecorded();
    long start = System.nanoTime();
    StepFeed reader = stream.open();
    Thread emitter = new Thread(() -> emit(stream, STEPS));
    emitter.start();
    long read = read(reader);
    emitter.join();
    expect(STEPS + 1L, read);
    return STEPS * 1e9 / (System.nanoTime() - start);
  }

  /** Until all of it is in the file, and the live reader has seen the end. */
  private static double persisted() throws Exception {
    Path folder = Folders.create("steps");
    SpanStore store = store(folder);
    EventSpanProcessor processor = processor(store);
    try (SdkTracerProvider provider = provider(processor)) {
      SessionStream stream =
          SessionStream.builder("bench")
              .setEmitter(
                  Emitter.create(OpenTelemetrySdk.builder().setTracerProvider(provider).build()))
              .setBlockTimeout(SOON)
              .build();
      StepFeed reader = stream.open();
      long start = System.nanoTime();
      Thread emitter = new Thread(() -> emit(stream, PERSISTED));
      emitter.start();
      expect(PERSISTED + 1L, read(reader));
      provider.forceFlush().join(5, TimeUnit.MINUTES);
      long nanos = System.nanoTime() - start;
      LedgerSnapshot ledger = processor.ledger();
      expect(PERSISTED + 1L, ledger.delivered());
      return PERSISTED * 1e9 / nanos;
    } finally {
      Folders.delete(folder);
    }
  }

  static SpanStore store(Path folder) {
    return SpanStores.open(
        "sqlite:" + folder.resolve("spans.db"),
        new StoreOptions(false, 0),
        StepStreams.class.getClassLoader());
  }

  static EventSpanProcessor processor(SpanStore store) {
    return EventSpanProcessor.builder(StoreExporter.create(() -> store, "sqlite"))
        .setOverflowPolicy(OverflowPolicy.BLOCK)
        .setBlockTimeout(SOON)
        .build();
  }

  static SdkTracerProvider provider(EventSpanProcessor processor) {
    return SdkTracerProvider.builder()
        .addSpanProcessor(ScopeStamper.create())
        .addSpanProcessor(processor)
        .build();
  }

  private static void emit(SessionStream stream, int steps) {
    for (int i = 0; i < steps; i++) {
      stream.thinking("what comes next?");
    }
    stream.complete();
  }

  private static long read(StepFeed reader) {
    long read = 0;
    for (var unused : reader) {
      read++;
    }
    return read;
  }

  static void expect(long expected, long found) {
    if (expected != found) {
      throw new IllegalStateException("expected %d, found %d".formatted(expected, found));
    }
  }

  private StepStreams() {}
}
