package dev.fulgurite.exporter;

import dev.fulgurite.exporter.delivery.RetryPolicy;
import dev.fulgurite.exporter.sampling.SamplingControl;
import dev.fulgurite.exporter.sampling.SamplingRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One draw of everything that varies. The moments of the shutdown and of the flushes are numbers of
 * emitted spans, so that a seed means the same on any machine.
 *
 * @param calm nothing may be lost: emitters have all the time, the exporter works, the shutdown
 *     comes last
 * @param patienceSeconds how long what must come to an end may take
 */
record StressCase(
    long seed,
    OverflowPolicy policy,
    Behaviour behaviour,
    int producers,
    int spans,
    boolean calm,
    int shutdownAt,
    Set<Integer> flushesAt,
    List<Behaviour> failovers,
    boolean retries,
    int patienceSeconds) {
  private static final int PATIENCE_SECONDS = 60;

  static StressCase draw(Random random, OverflowPolicy policy, Behaviour behaviour, int[] size) {
    int producers = size[0];
    int spans = size[1] + random.nextInt(size[1] / 5);
    boolean keeps = behaviour == Behaviour.FAST || behaviour == Behaviour.SLOW;
    boolean calm = keeps && policy == OverflowPolicy.BLOCK && random.nextBoolean();
    Set<Integer> flushes = new HashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      flushes.add(random.nextInt(spans));
    }
    int shutdownAt = calm || random.nextBoolean() ? spans : random.nextInt(spans);
    return new StressCase(
        random.nextLong(),
        policy,
        behaviour,
        producers,
        spans,
        calm,
        shutdownAt,
        flushes,
        calm ? List.of() : failovers(random),
        random.nextBoolean(),
        PATIENCE_SECONDS);
  }

  /** Nothing may be lost, and nothing happens by itself: each step needs its wake-up. */
  static StressCase calm(long seed, int producers, int spans, int patienceSeconds) {
    return new StressCase(
        seed,
        OverflowPolicy.BLOCK,
        Behaviour.FAST,
        producers,
        spans,
        true,
        spans,
        Set.of(),
        List.of(),
        false,
        patienceSeconds);
  }

  private static List<Behaviour> failovers(Random random) {
    List<Behaviour> failovers = new ArrayList<>();
    while (random.nextInt(4) == 0) {
      failovers.add(Behaviour.values()[random.nextInt(Behaviour.values().length)]);
    }
    return failovers;
  }

  /** Whether each span is sent at most once. */
  boolean sendsOnce() {
    return !retries && failovers.isEmpty() && behaviour != Behaviour.POISONED;
  }

  boolean answersInTime() {
    return behaviour.answersInTime && failovers.stream().allMatch(other -> other.answersInTime);
  }

  EventSpanProcessor processor(List<MoodyExporter> exporters, Quarantine quarantine) {
    Random random = new Random(seed);
    EventSpanProcessorBuilder builder =
        EventSpanProcessor.builder(exporters.get(0))
            .setOverflowPolicy(policy)
            .setMaxQueueSize(1 + random.nextInt(mostQueued()))
            .setMaxQueueBytes(50_000 + random.nextInt(500_000))
            .setMaxExportBatchSize(20 + random.nextInt(500))
            .setScheduleDelay(Duration.ofNanos(random.nextInt(3_000_000)))
            .setBlockTimeout(Duration.ofNanos(random.nextInt(6_000_000)))
            .setExporterTimeout(Duration.ofMillis(5 + random.nextInt(15)))
            .setShutdownTimeout(Duration.ofMillis(random.nextInt(100)))
            .setMaxInFlight(1 + random.nextInt(3))
            .setSampleRate(random.nextBoolean() ? 1 : 0.7)
            .setCircuitBreaker(1 + random.nextInt(8), Duration.ofMillis(random.nextInt(30)))
            .setFailoverLatency(Duration.ofNanos(1 + random.nextInt(2_000_000)))
            .setSplitByAttempt(random.nextBoolean())
            .setQuarantine(quarantine)
            .setWarnings(line -> {});
    exporters.stream().skip(1).forEach(builder::addFailover);
    int sampled = calm ? 7 : random.nextInt(8);
    builder.setSampling(sampling -> sample(sampling, sampled));
    if (retries) {
      builder.setRetryPolicy(retryPolicy(random));
    }
    return (calm ? patient(builder) : builder).build();
  }

  /** Most cases are left alone, or there would be little else. */
  private static void sample(SamplingControl sampling, int draw) {
    switch (draw) {
      case 0 -> sampling.setMaxPerSecond(10_000, 100);
      case 1 -> sampling.setBurstLimit(300, Duration.ofMillis(20));
      case 2 -> sampling.setRules(SamplingRule.parse("kind:span=0.5"));
      default -> {
        // whole traces only
      }
    }
  }

  /** Few, so that emitters must wait and be woken often, unless each time costs much. */
  private int mostQueued() {
    if (behaviour != Behaviour.FAST) {
      return 2000;
    }
    return calm ? 8 : 200;
  }

  /** Timers are so far off that a wake-up which is lost is found. */
  private EventSpanProcessorBuilder patient(EventSpanProcessorBuilder builder) {
    return builder
        .setBlockTimeout(Duration.ofHours(1))
        .setScheduleDelay(Duration.ofHours(1))
        .setExporterTimeout(Duration.ofHours(1))
        .setShutdownTimeout(Duration.ofHours(1));
  }

  private static RetryPolicy retryPolicy(Random random) {
    return RetryPolicy.builder()
        .setMaxAttempts(2 + random.nextInt(4))
        .setInitialBackoff(Duration.ofNanos(random.nextInt(3_000_000)))
        .setMaxElapsed(Duration.ofMillis(random.nextInt(100)))
        .build();
  }
}
