package dev.fulgurite.exporter.bus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.api.Session;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.OverflowPolicy;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one handler does reaches no emitter and no other handler, and is counted. */
class IsolationTest {
  private static final BusEventType STEP = BusEventType.of("step");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
  private final Stage stage =
      new Stage(
          builder ->
              builder
                  .setShutdownTimeout(Duration.ofSeconds(2))
                  .setMeterProvider(
                      SdkMeterProvider.builder().registerMetricReader(metrics).build()));
  private final EventBus bus = stage.bus;
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void close() {
    release.countDown();
    stage.close();
  }

  private EventHandler hanging(CountDownLatch begun) {
    return event -> {
      begun.countDown();
      release.await();
    };
  }

  private static EventDraft step(String session, int number) {
    return EventDraft.of(STEP).session(session).metadata("n", number);
  }

  @Test
  @Tag("seed:004.isolation")
  void throwingHandler_isCounted_andOthersGoOn() {
    Subscription throwing =
        bus.subscribe(
            STEP,
            event -> {
              throw new StackOverflowError("deep");
            });
    Recorder other = stage.record(STEP);

    Receipt receipt = bus.publishNow(step("s", 1), PATIENCE);
    bus.publishNow(step("s", 2), PATIENCE);

    assertThat(receipt.handled()).isOne();
    assertThat(receipt.failed()).isOne();
    assertThat(other.events).hasSize(2);
    assertThat(throwing.ledger().failedByReason()).containsOnly(Map.entry("exception", 2L));
    assertThat(throwing.ledger().detail().kinds().get("step"))
        .containsOnly(Map.entry("failed.exception", 2L));
    assertThat(stage.lines).singleElement().asString().contains("StackOverflowError: deep");
  }

  @Test
  @Tag("seed:004.fast")
  void hangingHandler_holdsUpNeitherEmitterNorOthers() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Subscription hanging =
        bus.subscribe(
            BusEventType.ANY,
            hanging(begun),
            SubscriptionOptions.DEFAULT.maxQueueSize(5).overflowPolicy(OverflowPolicy.BLOCK));
    Recorder other = stage.record(BusEventType.AGENT_COMPLETED);
    try (Scope ignored = Session.builder("s").open()) {
      stage.agent("first").end();
      assertThat(begun.await(10, SECONDS)).isTrue();
      IntStream.range(0, 99).forEach(i -> stage.agent("next").end());
    }
    await().until(() -> other.events.size() == 100);

    LedgerSnapshot ledger = hanging.ledger();
    assertThat(ledger.emitted()).isEqualTo(201);
    assertThat(ledger.inFlight()).isBetween(5L, 6L);
    assertThat(ledger.droppedByReason()).containsOnlyKeys("queue_full");
    assertThat(ledger.balanced()).isTrue();
    assertThat(stage.lines).singleElement().asString().contains("dropped (queue_full)");
  }

  @Test
  void callThatTakesTooLong_failsAndIsInterrupted_andTheNextIsNot() {
    AtomicInteger calls = new AtomicInteger();
    AtomicInteger interrupted = new AtomicInteger();
    Subscription slow =
        bus.subscribe(
            STEP,
            event -> {
              if (calls.incrementAndGet() == 1) {
                try {
                  release.await();
                } catch (InterruptedException e) {
                  interrupted.incrementAndGet();
                  Thread.currentThread().interrupt();
                }
              } else {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
              }
            },
            SubscriptionOptions.DEFAULT.handlerTimeout(MOMENT));
    bus.publish(step("s", 1));
    await().untilAsserted(() -> assertThat(calls).hasValue(1));

    await()
        .untilAsserted(
            () -> assertThat(slow.ledger().failedByReason()).containsEntry("timeout", 1L));
    Receipt next = bus.publishNow(step("s", 2), PATIENCE);

    assertThat(interrupted).hasValue(1);
    assertThat(next.handled() + next.failed()).isOne();
    assertThat(slow.ledger().balanced()).isTrue();
    assertThat(slow.ledger().inFlight()).isZero();
  }

  @Test
  void leakedContext_isCountedAndGone() {
    ContextKey<String> key = ContextKey.named("leak");
    List<String> seen = new ArrayList<>();
    Subscription leaking =
        bus.subscribe(
            STEP,
            event -> {
              seen.add(String.valueOf(Context.current().get(key)));
              Scope never = Context.current().with(key, "leaked").makeCurrent();
              assertThat(never).isNotNull();
            });

    IntStream.range(0, 5).forEach(i -> bus.publishNow(step("s", i), PATIENCE));

    assertThat(seen).hasSize(5).containsOnly("null");
    assertThat(leaking.ledger().detail().actions()).containsEntry("leaked_contexts", 5L);
  }

  @Test
  void block_letsThePublisherWait_andThenDropsOnceStalled() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Subscription full =
        bus.subscribe(
            STEP,
            hanging(begun),
            SubscriptionOptions.DEFAULT
                .maxQueueSize(1)
                .overflowPolicy(OverflowPolicy.BLOCK)
                .blockTimeout(Duration.ofMillis(50)));
    bus.publish(step("s", 1));
    assertThat(begun.await(10, SECONDS)).isTrue();
    bus.publish(step("s", 2));

    assertThat(bus.publishNow(step("s", 3), PATIENCE).dropped()).isOne();
    bus.publish(step("s", 4));
    assertThat(full.ledger().droppedByReason())
        .containsOnly(Map.entry("block_timeout", 1L), Map.entry("stalled", 1L));

    release.countDown();
    stage.settle();
    assertThat(bus.publishNow(step("s", 5), PATIENCE).handled()).isOne();
  }

  @Test
  void block_losesNothing_whereTheHandlerKeepsUpInTime() {
    Recorder recorder = new Recorder();
    bus.subscribe(
        STEP,
        recorder,
        SubscriptionOptions.DEFAULT
            .maxQueueSize(1)
            .overflowPolicy(OverflowPolicy.BLOCK)
            .blockTimeout(PATIENCE));

    IntStream.range(0, 500).forEach(i -> bus.publish(step("s", i)));
    stage.settle();

    assertThat(recorder.events)
        .extracting(event -> event.metadata().get("n"))
        .containsExactlyElementsOf(
            IntStream.range(0, 500).mapToObj(i -> (Object) (long) i).toList());
  }

  @Test
  void raise_tellsThePublisher() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    bus.subscribe(
        STEP,
        hanging(begun),
        SubscriptionOptions.DEFAULT.maxQueueSize(1).overflowPolicy(OverflowPolicy.RAISE));
    Recorder other = stage.record(STEP);
    bus.publish(step("s", 1));
    assertThat(begun.await(10, SECONDS)).isTrue();
    bus.publish(step("s", 2));

    assertThatThrownBy(() -> bus.publishNow(step("s", 3), PATIENCE))
        .isInstanceOf(BusFullException.class)
        .hasMessageContaining("maxQueueSize=1");
    CompletableFuture<Receipt> stageOfIt = bus.publish(step("s", 4)).toCompletableFuture();
    assertThatThrownBy(stageOfIt::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(BusFullException.class);
    await().untilAsserted(() -> assertThat(other.events).hasSize(4));
  }

  @Test
  @Tag("seed:004.concurrency")
  void handler_runsForTenSessionsAtOnce_andNoMore() throws InterruptedException {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch ten = new CountDownLatch(10);
    bus.subscribe(
        STEP,
        event -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          ten.countDown();
          release.await();
          running.decrementAndGet();
        });
    IntStream.range(0, 30).forEach(i -> bus.publish(step("s" + i, i)));
    assertThat(ten.await(10, SECONDS)).isTrue();

    release.countDown();
    stage.settle();

    assertThat(most).hasValue(10);
    assertThat(bus.ledger().delivered()).isEqualTo(30);
  }

  @Test
  @Tag("seed:004.metrics-on")
  void metrics_sayWhatBecameOfEvents() {
    stage.record(STEP);
    bus.publishNow(step("s", 1), PATIENCE);

    assertThat(metrics.collectAllMetrics())
        .extracting(metric -> metric.getName())
        .contains("fulgurite.bus.event.processed", "fulgurite.bus.event.inflight");
    assertThat(metrics.collectAllMetrics())
        .filteredOn(metric -> metric.getName().endsWith("processed"))
        .flatExtracting(metric -> metric.getLongSumData().getPoints())
        .anyMatch(point -> point.getValue() == 1);
  }

  @Test
  void close_letsHandlersFinish_andFlushesThem() {
    AtomicInteger flushes = new AtomicInteger();
    Recorder recorder = new Recorder();
    bus.subscribe(
        STEP,
        new EventHandler() {
          @Override
          public void handle(BusEvent event) {
            recorder.handle(event);
          }

          @Override
          public void flush() {
            flushes.incrementAndGet();
          }
        });
    IntStream.range(0, 100).forEach(i -> bus.publish(step("s", i)));

    bus.close();

    assertThat(recorder.events).hasSize(100);
    assertThat(flushes).hasValue(1);
    assertThat(bus.subscriptions()).isEmpty();
    assertThat(bus.ledger().balanced()).isTrue();
    assertThat(bus.publishNow(step("s", 1), PATIENCE).handled()).isZero();
    assertThatThrownBy(() -> stage.record(STEP)).hasMessageContaining("closed");
    bus.close();
  }

  @Test
  void close_countsWhatItCannotWaitFor() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    bus.subscribe(STEP, hanging(begun));
    Recorder other = stage.record(STEP);
    IntStream.range(0, 3).forEach(i -> bus.publish(step("s", i)));
    assertThat(begun.await(10, SECONDS)).isTrue();

    bus.close();

    LedgerSnapshot ledger = bus.ledger();
    assertThat(other.events).hasSize(3);
    assertThat(ledger.droppedByReason()).containsOnly(Map.entry("shutdown", 2L));
    assertThat(ledger.failedByReason()).containsOnly(Map.entry("shutdown", 1L));
    assertThat(ledger.inFlight()).isZero();
    assertThat(ledger.balanced()).isTrue();
  }

  @Test
  void unsubscribed_dropsWhatWaits() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    EventHandler handler = hanging(begun);
    bus.subscribe(STEP, handler);
    IntStream.range(0, 3).forEach(i -> bus.publish(step("s", i)));
    assertThat(begun.await(10, SECONDS)).isTrue();

    assertThat(bus.unsubscribe(handler)).isTrue();
    release.countDown();

    await().untilAsserted(() -> assertThat(bus.ledger().delivered()).isOne());
    assertThat(bus.ledger().droppedByReason()).containsOnly(Map.entry("unsubscribed", 2L));
  }

  @Test
  void handlers_areToldTheTime() {
    List<java.time.Instant> told = new java.util.concurrent.CopyOnWriteArrayList<>();
    bus.subscribe(
        STEP,
        new EventHandler() {
          @Override
          public void handle(BusEvent event) {}

          @Override
          public void tick(java.time.Instant now) {
            told.add(now);
          }
        });

    await().untilAsserted(() -> assertThat(told).contains(stage.clock.instant()));
  }
}
