package dev.fulgurite.exporter.bus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.OverflowPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/**
 * Every policy and temper of a handler, with everything else drawn by a seed: what was published
 * for each handler was handled, dropped or failed, exactly, and in the order of its session. {@code
 * -Dfulgurite.test.seed=N} draws anew, {@code -Pstress} more.
 */
class BusStressTest {
  private static final long SEED = Long.getLong("fulgurite.test.seed", 20261121L);
  private static final int ROUNDS = Boolean.getBoolean("fulgurite.test.full") ? 50 : 2;
  private static final int EVENTS = 2_000;

  private enum Temper {
    FAST,
    THROWING,
    SLOW,
    HANGING
  }

  private final Random random = new Random(SEED);
  private final Map<String, Long> totals = new TreeMap<>();

  @Test
  void everyEvent_endsInExactlyOnePlace_whateverHappens() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      for (OverflowPolicy policy : OverflowPolicy.values()) {
        for (Temper temper : Temper.values()) {
          new Run(policy, temper).run();
        }
      }
    }
    System.out.printf("bus stress: seed %d, %s%n", SEED, totals);
    assertThat(totals)
        .doesNotContainKey("dropped.")
        .containsKeys(
            "handled",
            "dropped.after_shutdown",
            "dropped.queue_full",
            "dropped.shutdown",
            "dropped.unsubscribed",
            "failed.exception",
            "failed.shutdown");
  }

  /** One draw. Somebody may leave, and the bus may be closed, while events come. */
  private final class Run {
    private final OverflowPolicy policy;
    private final Temper temper;
    private final Random drawn = new Random(random.nextLong());
    private final CountDownLatch release = new CountDownLatch(1);
    private final Map<String, Long> latest = new ConcurrentHashMap<>();
    private final AtomicLong disorders = new AtomicLong();
    private final AtomicLong calls = new AtomicLong();
    private final Stage stage;

    private Run(OverflowPolicy policy, Temper temper) {
      this.policy = policy;
      this.temper = temper;
      Duration patience = Duration.ofMillis(temper == Temper.HANGING ? 300 : 10_000);
      stage = new Stage(builder -> builder.setShutdownTimeout(patience));
    }

    private void run() throws InterruptedException {
      SubscriptionOptions options =
          SubscriptionOptions.DEFAULT
              .overflowPolicy(policy)
              .maxQueueSize(1 + drawn.nextInt(200))
              .maxConcurrent(1 + drawn.nextInt(10))
              .blockTimeout(Duration.ofMillis(1 + drawn.nextInt(20)));
      Subscription moody = stage.bus.subscribe(BusEventType.ANY, this::handle, options);
      Recorder calm = new Recorder();
      Subscription roomy =
          stage.bus.subscribe(
              BusEventType.CUSTOM, calm, SubscriptionOptions.DEFAULT.maxQueueSize(EVENTS * 2));
      int producers = 1 + drawn.nextInt(8);
      int own = EVENTS / producers;
      int closes = drawn.nextInt(4) == 0 ? drawn.nextInt(own) : Integer.MAX_VALUE;
      int leaves = closes > own && drawn.nextInt(3) == 0 ? drawn.nextInt(own) : Integer.MAX_VALUE;
      produce(
          producers,
          i -> {
            if (i == leaves) {
              assertThat(stage.bus.unsubscribe(moody.id())).isTrue();
            }
            if (i == closes) {
              stage.bus.shutdown();
            }
          });
      if (drawn.nextBoolean() && temper != Temper.HANGING && closes > own) {
        stage.settle();
      }
      if (closes > own) {
        await().untilAsserted(() -> assertThat(calm.events).hasSize(producers * own));
      }
      stage.bus.close();
      release.countDown();
      await().untilAsserted(() -> check(moody));
      await().untilAsserted(() -> check(roomy));
      assertThat(disorders).as("events out of order").hasValue(0);
      tell(moody.ledger());
    }

    private void produce(int producers, IntConsumer first) throws InterruptedException {
      CountDownLatch done = new CountDownLatch(producers);
      for (int producer = 0; producer < producers; producer++) {
        String session = "s" + producer;
        IntConsumer then = producer == 0 ? first : i -> {};
        long seed = drawn.nextLong();
        Thread thread =
            new Thread(
                () -> {
                  Random own = new Random(seed);
                  for (int i = 0; i < EVENTS / producers; i++) {
                    then.accept(i);
                    emit(own, session, i);
                  }
                  done.countDown();
                });
        thread.setDaemon(true);
        thread.start();
      }
      assertThat(done.await(60, SECONDS)).as("emitters end").isTrue();
    }

    private void emit(Random own, String session, int number) {
      Priority priority = Priority.values()[own.nextInt(3)];
      EventDraft draft =
          EventDraft.of(BusEventType.of("step"))
              .session(session)
              .metadata("n", number)
              .priority(priority);
      if (own.nextBoolean()) {
        stage.bus.publish(draft);
      } else {
        stage.emitter().event(new Step(), draft);
      }
    }

    private void handle(BusEvent event) throws Exception {
      Object number = event.metadata().get("n");
      if (number != null) {
        Long before = latest.put(String.valueOf(event.session()), (Long) number);
        if (before != null && before >= (Long) number) {
          disorders.incrementAndGet();
        }
      }
      long call = calls.incrementAndGet();
      switch (temper) {
        case FAST -> {}
        case THROWING -> {
          if (call % 3 == 0) {
            throw new IllegalStateException("moody");
          }
        }
        case SLOW -> LockSupport.parkNanos(100_000);
        case HANGING -> {
          if (call > 20) {
            release.await();
          }
        }
      }
    }

    private void check(Subscription subscription) {
      LedgerSnapshot ledger = subscription.ledger();
      assertThat(ledger.inFlight()).as("%s %s: %s", policy, temper, ledger).isZero();
      assertThat(ledger.balanced()).as("%s %s: %s", policy, temper, ledger).isTrue();
    }

    private void tell(LedgerSnapshot ledger) {
      totals.merge("handled", ledger.delivered(), Long::sum);
      ledger.droppedByReason().forEach((r, n) -> totals.merge("dropped." + r, n, Long::sum));
      ledger.failedByReason().forEach((r, n) -> totals.merge("failed." + r, n, Long::sum));
    }
  }

  /** The same event, emitted by a part of the program that knows no bus. */
  private static final class Step implements dev.fulgurite.api.EventType<EventDraft> {
    @Override
    public String name() {
      return "step";
    }

    @Override
    public Map<String, ?> encode(EventDraft draft) {
      return draft.attributes();
    }

    @Override
    public EventDraft decode(Map<String, Object> attributes) {
      return EventDraft.of(BusEventType.of("step")).metadata(attributes);
    }
  }
}
