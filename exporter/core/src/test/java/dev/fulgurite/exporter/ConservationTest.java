package dev.fulgurite.exporter;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.exporter.delivery.RetryPolicy;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * The law of the ledger, by span id: whatever the policy, the exporter and the moment of shutdown,
 * each emitted span is delivered, failed or neither, never two of them, and the numbers say which.
 * An exporter may see a span twice only where there is retry, failover or splitting. {@code
 * -Dfulgurite.test.seed} and {@code -Dfulgurite.test.rounds} reach further.
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
      int shutdownAfterMicros,
      List<Behaviour> failovers,
      boolean retries) {
    static Case draw(long seed, OverflowPolicy policy, Behaviour behaviour) {
      Random random = new Random(seed);
      int producers = new int[] {1, 2, 8}[random.nextInt(3)];
      List<Behaviour> failovers = new ArrayList<>();
      while (random.nextInt(3) == 0) {
        failovers.add(Behaviour.values()[random.nextInt(Behaviour.values().length)]);
      }
      return new Case(
          seed,
          policy,
          behaviour,
          producers,
          random.nextInt(30_000),
          failovers,
          random.nextBoolean());
    }

    /** Whether each span is sent at most once. */
    boolean sendsOnce() {
      return !retries && failovers.isEmpty() && behaviour != Behaviour.POISONED;
    }

    boolean answersInTime() {
      return behaviour.answersInTime && failovers.stream().allMatch(other -> other.answersInTime);
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
    List<MoodyExporter> exporters = new ArrayList<>();
    exporters.add(new MoodyExporter(drawn.behaviour, drawn.seed));
    drawn.failovers.forEach(other -> exporters.add(new MoodyExporter(other, drawn.seed)));
    Queue<String> quarantined = new ConcurrentLinkedQueue<>();
    EventSpanProcessor processor =
        processor(drawn, exporters, (span, reason) -> quarantined.add(span.getSpanId()));
    Set<String> emitted = emitUntilShutdown(drawn, processor);
    exporters.forEach(MoodyExporter::letGo);

    LedgerSnapshot ledger = processor.ledger();
    check(drawn, ledger, emitted);
    checkExporters(drawn, exporters, ledger, emitted);
    if (drawn.answersInTime()) {
      int rejected = Math.toIntExact(ledger.failedByReason().getOrDefault(Loss.REJECTED, 0L));
      await().untilAsserted(() -> assertThat(quarantined).as("%s", drawn).hasSize(rejected));
      assertThat(quarantined).doesNotHaveDuplicates();
      exporters.forEach(e -> assertThat(quarantined).noneMatch(e.accepted::contains));
    }
  }

  private static EventSpanProcessor processor(
      Case drawn, List<MoodyExporter> exporters, Quarantine quarantine) {
    Random random = new Random(drawn.seed);
    EventSpanProcessorBuilder builder =
        EventSpanProcessor.builder(exporters.get(0))
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
            .setCircuitBreaker(1 + random.nextInt(8), Duration.ofMillis(random.nextInt(30)))
            .setFailoverLatency(Duration.ofNanos(1 + random.nextInt(2_000_000)))
            .setSplitByAttempt(random.nextBoolean())
            .setQuarantine(quarantine)
            .setWarnings(line -> {});
    exporters.stream().skip(1).forEach(builder::addFailover);
    return drawn.retries ? builder.setRetryPolicy(draw(random)).build() : builder.build();
  }

  private static RetryPolicy draw(Random random) {
    return RetryPolicy.builder()
        .setMaxAttempts(2 + random.nextInt(4))
        .setInitialBackoff(Duration.ofNanos(random.nextInt(5_000_000)))
        .setMaxElapsed(Duration.ofMillis(random.nextInt(300)))
        .build();
  }

  private static void check(Case drawn, LedgerSnapshot ledger, Set<String> emitted) {
    assertThat(ledger.inFlight()).as("in flight, %s: %s", drawn, ledger).isZero();
    assertThat(ledger.balanced()).as("balance, %s: %s", drawn, ledger).isTrue();
    assertThat(ledger.emitted()).as("emitted, %s", drawn).isEqualTo(emitted.size());
    assertThat(sum(ledger.droppedByReason().values())).isEqualTo(ledger.dropped());
    assertThat(sum(ledger.failedByReason().values())).isEqualTo(ledger.failed());
  }

  private static void checkExporters(
      Case drawn, List<MoodyExporter> exporters, LedgerSnapshot ledger, Set<String> emitted) {
    List<String> given = exporters.stream().flatMap(e -> e.given.stream()).toList();
    Set<String> distinct = new HashSet<>(given);
    Set<String> accepted = new HashSet<>();
    exporters.forEach(exporter -> accepted.addAll(exporter.accepted));
    if (drawn.sendsOnce()) {
      assertThat(distinct).as("no span twice, %s", drawn).hasSameSizeAs(given);
    }
    assertThat(emitted).as("no span from nowhere, %s", drawn).containsAll(distinct);
    long sent = ledger.delivered() + ledger.failed();
    long perhapsNotBegun =
        ledger.failedByReason().getOrDefault(Loss.TIMEOUT, 0L)
            + ledger.failedByReason().getOrDefault(Loss.SHUTDOWN, 0L);
    assertThat((long) distinct.size())
        .as("what the exporters got, %s: %s", drawn, ledger)
        .isBetween(sent - perhapsNotBegun, sent);
    if (drawn.answersInTime()) {
      assertThat(ledger.delivered())
          .as("%s: %s", drawn, ledger)
          .isLessThanOrEqualTo(accepted.size());
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
    builder.setAttribute(AgentLightning.ROLLOUT_ID, kind % 2 == 0 ? "even" : "odd");
    if (kind > 97) {
      builder.setAttribute(MoodyExporter.POISON, true);
    }
    return kind < 10 ? builder.setAttribute(AgentLightning.PRIMARY_REWARD_VALUE, 1.0) : builder;
  }

  private static long sum(Collection<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
