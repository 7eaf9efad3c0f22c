package dev.fulgurite.chaos;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.delivery.RetryPolicy;
import dev.fulgurite.exporter.otlp.OtlpSpanExporter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A collector that is a real process, in every mood and killed. */
class CollectorIT {
  private static final int SPANS = Scale.of(500, 20_000);

  /** So few that the queue holds them all: who emits them also starts the collector again. */
  private static final int SPANS_PER_LIFE = 500;

  private static final int KILLS = Scale.of(2, 20);
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @ParameterizedTest
  @EnumSource(Mood.class)
  void everySpan_arrivesOrCountsAsFailed_whateverTheCollectorAnswers(Mood mood) throws Exception {
    try (Receiver receiver = new Receiver()) {
      receiver.start();
      EventSpanProcessor processor = processor(receiver);
      try (Emitting emitting = new Emitting(processor)) {
        receiver.set(mood);
        emitting.emit(SPANS);
        Set<String> during = Set.copyOf(emitting.ids);
        await().atMost(PATIENCE).until(() -> hasMet(mood, receiver, processor));
        receiver.set(Mood.OK);
        emitting.emit(SPANS);
        awaitRest(processor);

        Set<String> expected = new HashSet<>(emitting.ids);
        if (!mood.passes()) {
          expected.removeAll(during);
        }
        check(mood.toString(), processor.ledger(), receiver, expected);
      }
    }
  }

  /** What cannot be sent again must have failed; else one refusal is enough. */
  private static boolean hasMet(Mood mood, Receiver receiver, EventSpanProcessor processor) {
    return mood == Mood.OK
        || (mood.passes() ? receiver.refusals.get() > 0 : processor.ledger().failed() == SPANS);
  }

  @Test
  void everySpan_arrives_whenTheCollectorIsKilledAndStartedAgain() throws Exception {
    Random random = Scale.random();
    try (Receiver receiver = new Receiver()) {
      receiver.start();
      EventSpanProcessor processor = processor(receiver);
      try (Emitting emitting = new Emitting(processor)) {
        for (int i = 0; i < KILLS; i++) {
          emitting.emit(SPANS_PER_LIFE + random.nextInt(SPANS_PER_LIFE));
          receiver.kill();
          emitting.emit(random.nextInt(SPANS_PER_LIFE));
          receiver.start();
        }
        awaitRest(processor);

        check(KILLS + " kills", processor.ledger(), receiver, emitting.ids);
      }
    }
  }

  private static EventSpanProcessor processor(Receiver receiver) {
    OtlpSpanExporter exporter =
        OtlpSpanExporter.builder()
            .setEndpoint(receiver.endpoint())
            .setTimeout(Duration.ofSeconds(1))
            .build();
    return EventSpanProcessor.builder(exporter)
        .setDestination("otlp")
        .setOverflowPolicy(OverflowPolicy.BLOCK)
        .setBlockTimeout(PATIENCE)
        .setMaxQueueSize(100_000)
        .setScheduleDelay(Duration.ofMillis(20))
        .setMaxInFlight(4)
        .setRetryPolicy(
            RetryPolicy.builder()
                .setMaxAttempts(10_000)
                .setInitialBackoff(Duration.ofMillis(50))
                .setMaxBackoff(Duration.ofMillis(500))
                .setMaxElapsed(PATIENCE)
                .build())
        .setCircuitBreaker(5, Duration.ofMillis(200))
        .setWarnings(line -> {})
        .build();
  }

  private static void awaitRest(EventSpanProcessor processor) {
    await()
        .atMost(PATIENCE)
        .until(() -> processor.forceFlush().join(60, SECONDS).isDone() && rests(processor));
  }

  private static boolean rests(EventSpanProcessor processor) {
    return processor.ledger().inFlight() == 0;
  }

  private static void check(
      String what, LedgerSnapshot ledger, Receiver receiver, Set<String> expected) {
    receiver.set(Mood.OK);
    Set<String> arrived = new HashSet<>(receiver.ids);
    System.out.printf(
        "collector, %s: emitted %d, delivered %d, failed %s, dropped %s, %s; it refused %d"
            + " requests, accepted %d spans, %d of them more than once%n",
        what,
        ledger.emitted(),
        ledger.delivered(),
        ledger.failedByReason(),
        ledger.droppedByReason(),
        ledger.detail().actions(),
        receiver.refusals.get(),
        arrived.size(),
        receiver.ids.size() - arrived.size());
    assertThat(ledger.balanced()).as("%s", ledger).isTrue();
    assertThat(ledger.dropped()).isZero();
    assertThat(ledger.delivered()).isEqualTo(expected.size());
    assertThat(arrived).isEqualTo(expected);
  }
}
