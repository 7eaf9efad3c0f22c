package dev.fulgurite.exporter;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Runs one case and holds the law of the ledger by span id: each emitted span was delivered,
 * sampled out, dropped or failed, exactly one of them, once; the numbers say how many; and what the
 * exporters saw agrees.
 */
final class StressRun {
  private static final Set<String> PERHAPS_NOT_BEGUN =
      Set.of(Loss.TIMEOUT, Loss.SHUTDOWN, Loss.ERROR);

  private final StressCase drawn;
  private final List<MoodyExporter> exporters = new ArrayList<>();
  private final Queue<String> quarantined = new ConcurrentLinkedQueue<>();
  private final Queue<String> brokenPromises = new ConcurrentLinkedQueue<>();
  private final Fates fates;
  private final EventSpanProcessor processor;
  private final StressProducer.Stage stage;

  private StressRun(StressCase drawn) {
    this.drawn = drawn;
    exporters.add(new MoodyExporter(drawn.behaviour(), drawn.seed()));
    drawn.failovers().forEach(other -> exporters.add(new MoodyExporter(other, drawn.seed())));
    fates = new Fates(drawn.spans(), drawn.seed());
    processor = drawn.processor(exporters, (span, reason) -> quarantined.add(span.getSpanId()));
    processor.watch(fates);
    stage =
        new StressProducer.Stage(drawn, processor, fates, tracer(processor, fates), brokenPromises);
  }

  /** Returns how many spans ended where, such as {@code dropped.queue_full}. */
  static Map<String, Long> of(StressCase drawn) throws InterruptedException {
    try {
      return new StressRun(drawn).run();
    } catch (AssertionError e) {
      throw new AssertionError(drawn + ": " + e.getMessage(), e);
    }
  }

  private Map<String, Long> run() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(drawn.producers());
    for (int i = 0; i < drawn.producers(); i++) {
      StressProducer producer = new StressProducer(stage, i);
      Thread thread =
          new Thread(
              () -> {
                producer.run();
                done.countDown();
              });
      thread.setDaemon(true);
      thread.start();
    }
    assertThat(done.await(drawn.patienceSeconds(), SECONDS)).as("all emitters end").isTrue();
    finish();
    return check();
  }

  private static Tracer tracer(EventSpanProcessor processor, Fates fates) {
    return SdkTracerProvider.builder()
        .setIdGenerator(fates)
        .addSpanProcessor(new BreakingProcessor(processor))
        .build()
        .get("stress");
  }

  private void finish() {
    if (drawn.calm()) {
      CompletableResultCode flushed = processor.forceFlush().join(drawn.patienceSeconds(), SECONDS);
      assertThat(flushed.isSuccess()).as("a flush delivers").isTrue();
    }
    CompletableResultCode shutdown = processor.shutdown();
    awaitRest();
    exporters.forEach(MoodyExporter::letGo);
    assertThat(shutdown.join(drawn.patienceSeconds(), SECONDS).isDone()).as("ends").isTrue();
  }

  /** Where no rest comes, it says what became of the spans. */
  private void awaitRest() {
    try {
      await()
          .atMost(drawn.patienceSeconds(), SECONDS)
          .until(() -> processor.ledger().inFlight() == 0);
    } catch (ConditionTimeoutException e) {
      check();
      throw e;
    }
  }

  private Map<String, Long> check() {
    LedgerSnapshot ledger = processor.ledger();
    Map<String, Long> tally = fates.tally();
    assertThat(ledger.inFlight()).as("in flight").isZero();
    assertThat(ledger.balanced()).as("balance of %s", ledger).isTrue();
    assertThat(ledger.emitted()).as("emitted").isEqualTo(fates.issued());
    assertThat(Fates.tally(ledger)).as("the ledger, against the ids").isEqualTo(tally);
    assertThat(brokenPromises).as("not delivered though the answer was success").isEmpty();
    if (drawn.calm()) {
      assertThat(tally).containsOnlyKeys(lossless(tally));
    }
    checkExporters();
    checkQuarantine(tally.getOrDefault("failed." + Loss.REJECTED, 0L));
    return tally;
  }

  private static List<String> lossless(Map<String, Long> tally) {
    return tally.keySet().stream()
        .filter(fate -> fate.matches("delivered|sampled_out\\..*|dropped\\.error"))
        .toList();
  }

  private void checkExporters() {
    BitSet given = new BitSet();
    BitSet accepted = new BitSet();
    int calls = 0;
    for (MoodyExporter exporter : exporters) {
      exporter.given.forEach(id -> given.set(Fates.number(id)));
      exporter.accepted.forEach(id -> accepted.set(Fates.number(id)));
      calls += exporter.given.size();
    }
    if (drawn.sendsOnce()) {
      assertThat(calls).as("handed out, each once").isEqualTo(given.cardinality());
    }
    for (int i = 0; i < fates.issued(); i++) {
      boolean sent = fates.is(i, Witness.DELIVERED) || fates.is(i, Witness.FAILED);
      assertThat(given.get(i) && !sent).as("span %d was sent and is no longer known", i).isFalse();
      boolean delivered = fates.is(i, Witness.DELIVERED);
      assertThat(delivered && !accepted.get(i)).as("span %d was never accepted", i).isFalse();
      assertThat(isRefused(i) && !given.get(i)).as("span %d failed but never left", i).isFalse();
    }
  }

  private boolean isRefused(int number) {
    return fates.is(number, Witness.FAILED)
        && PERHAPS_NOT_BEGUN.stream().noneMatch(r -> fates.is(number, Witness.FAILED + "." + r));
  }

  private void checkQuarantine(long rejected) {
    if (drawn.answersInTime()) {
      await().untilAsserted(() -> assertThat(quarantined).hasSize(Math.toIntExact(rejected)));
      assertThat(quarantined).doesNotHaveDuplicates();
      exporters.forEach(e -> assertThat(quarantined).noneMatch(e.accepted::contains));
    }
  }
}
