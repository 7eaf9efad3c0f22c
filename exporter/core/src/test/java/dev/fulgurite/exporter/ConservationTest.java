package dev.fulgurite.exporter;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.AgentLightning;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * The law of the ledger, by span id: whatever the policy, the exporter and the moment of shutdown,
 * each emitted span is delivered, failed or neither, never two of them, and the numbers say which.
 * {@code -Dfulgurite.test.seed} and {@code -Dfulgurite.test.rounds} reach further.
 */
class ConservationTest {
  private static final long SEED = Long.getLong("fulgurite.test.seed", 20261121L);
  private static final int ROUNDS = Integer.getInteger("fulgurite.test.rounds", 1);

  /** One draw of everything that varies. */
  private record Case(
      long seed,
      OverflowPolicy policy,
      Behaviour behaviour,
      int producers,
      int shutdownAfterMicros) {
    static Case draw(long seed, OverflowPolicy policy, Behaviour behaviour) {
      Random random = new Random(seed);
      int producers = new int[] {1, 2, 8}[random.nextInt(3)];
      return new Case(seed, policy, behaviour, producers, random.nextInt(30_000));
    }
  }

  @Test
  void ledger_accountsForEverySpan_whateverHappens() throws InterruptedException {
    long seed = SEED;
    for (int round = 0; round < ROUNDS; round++) {
      for (OverflowPolicy policy : OverflowPolicy.values()) {
        for (Behaviour behaviour : Behaviour.values()) {
          run(Case.draw(seed++, policy, behaviour));
        }
      }
    }
  }

  private static void run(Case drawn) throws InterruptedException {
    MoodyExporter exporter = new MoodyExporter(drawn.behaviour, drawn.seed);
    Random random = new Random(drawn.seed);
    EventSpanProcessor processor =
        EventSpanProcessor.builder(exporter)
            .setOverflowPolicy(drawn.policy)
            .setMaxQueueSize(1 + random.nextInt(200))
            .setMaxQueueBytes(500 + random.nextInt(200_000))
            .setMaxExportBatchSize(1 + random.nextInt(100))
            .setScheduleDelay(Duration.ofNanos(random.nextInt(3_000_000)))
            .setBlockTimeout(Duration.ofMillis(random.nextInt(20)))
            .setExporterTimeout(Duration.ofMillis(5 + random.nextInt(40)))
            .setShutdownTimeout(Duration.ofMillis(random.nextInt(200)))
            .setMaxInFlight(1 + random.nextInt(3))
            .setSampleRate(random.nextBoolean() ? 1 : 0.7)
            .setWarnings(line -> {})
            .build();
    Set<String> emitted = emitUntilShutdown(drawn, processor);
    exporter.letGo();

    check(drawn, exporter, processor.ledger(), emitted);
  }

  private static void check(
      Case drawn, MoodyExporter exporter, LedgerSnapshot ledger, Set<String> emitted) {
    assertThat(ledger.inFlight()).as("in flight, %s: %s", drawn, ledger).isZero();
    assertThat(ledger.balanced()).as("balance, %s: %s", drawn, ledger).isTrue();
    assertThat(ledger.emitted()).as("emitted, %s", drawn).isEqualTo(emitted.size());
    assertThat(sum(ledger.droppedByReason().values())).isEqualTo(ledger.dropped());
    assertThat(sum(ledger.failedByReason().values())).isEqualTo(ledger.failed());

    List<String> given = List.copyOf(exporter.given);
    assertThat(new HashSet<>(given)).as("no span twice, %s", drawn).hasSameSizeAs(given);
    assertThat(emitted).as("no span from nowhere, %s", drawn).containsAll(given);
    long sent = ledger.delivered() + ledger.failed();
    long perhapsNotBegun =
        ledger.failedByReason().getOrDefault(Loss.TIMEOUT, 0L)
            + ledger.failedByReason().getOrDefault(Loss.SHUTDOWN, 0L);
    assertThat((long) given.size())
        .as("what the exporter got, %s: %s", drawn, ledger)
        .isBetween(sent - perhapsNotBegun, sent);
    if (drawn.behaviour.answersInTime) {
      assertThat(ledger.delivered()).as("%s", drawn).isLessThanOrEqualTo(exporter.accepted.get());
    }
  }

  private static Set<String> emitUntilShutdown(Case drawn, EventSpanProcessor processor)
      throws InterruptedException {
    SdkTracerProvider provider = SdkTracerProvider.builder().addSpanProcessor(processor).build();
    ConcurrentLinkedQueue<String> ids = new ConcurrentLinkedQueue<>();
    CountDownLatch done = new CountDownLatch(drawn.producers);
    for (int i = 0; i < drawn.producers; i++) {
      Random random = new Random(drawn.seed * 31 + i);
      Tracer tracer = provider.get("producer-" + i);
      new Thread(() -> emit(tracer, random, ids, done)).start();
    }
    LockSupport.parkNanos(drawn.shutdownAfterMicros * 1000L);
    processor.forceFlush();
    CompletableResultCode shutdown = processor.shutdown();
    assertThat(done.await(20, SECONDS)).as("producers end, %s", drawn).isTrue();
    assertThat(shutdown.join(20, SECONDS).isDone()).as("shutdown ends, %s", drawn).isTrue();
    return new HashSet<>(ids);
  }

  private static void emit(
      Tracer tracer, Random random, ConcurrentLinkedQueue<String> ids, CountDownLatch done) {
    int spans = 200 + random.nextInt(1500);
    for (int i = 0; i < spans; i++) {
      Span span = next(tracer, random).startSpan();
      ids.add(span.getSpanContext().getSpanId());
      span.end();
    }
    done.countDown();
  }

  private static SpanBuilder next(Tracer tracer, Random random) {
    int kind = random.nextInt(100);
    if (kind < 5) {
      return tracer.spanBuilder(AgentLightning.EXCEPTION_SPAN);
    }
    SpanBuilder builder = tracer.spanBuilder("s").setAttribute("k", "x".repeat(kind * 3));
    return kind < 10 ? builder.setAttribute(AgentLightning.PRIMARY_REWARD_VALUE, 1.0) : builder;
  }

  private static long sum(Collection<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
