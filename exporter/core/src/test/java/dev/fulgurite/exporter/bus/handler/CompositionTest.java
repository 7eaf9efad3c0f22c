package dev.fulgurite.exporter.bus.handler;

import static dev.fulgurite.exporter.bus.handler.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.bus.BusEvent;
import dev.fulgurite.exporter.bus.BusEventType;
import dev.fulgurite.exporter.bus.EventHandler;
import dev.fulgurite.exporter.bus.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CompositionTest {
  private final Events events = new Events();

  @Test
  @Tag("seed:004.filter")
  void filter_handsOnWhatPasses() throws Exception {
    EventHandler premium =
        FilteringHandler.of(event -> "premium".equals(event.metadata().get("tier")), events);

    premium.handle(Events.started("p1"));
    premium.handle(Events.started("f1"));
    premium.tick(NOON);
    premium.flush();

    assertThat(events.ids).containsExactly("p1");
    assertThat(events.calls).containsExactly("tick", "flush");
  }

  @Test
  @Tag("seed:004.transform")
  void transformation_comesBeforeTheHandler_andIsItsAlone() throws Exception {
    List<BusEvent> seen = new ArrayList<>();
    EventHandler handler = TransformingHandler.of(CompositionTest::withHost, seen::add);
    BusEvent event = Events.started("a");

    handler.handle(event);

    assertThat(seen.get(0).metadata()).containsEntry("hostname", "h-1").containsKey("tier");
    assertThat(seen.get(0).id()).isEqualTo("a");
    assertThat(event.metadata()).doesNotContainKey("hostname");
  }

  private static BusEvent withHost(BusEvent event) {
    Map<String, Object> more = new HashMap<>(event.metadata());
    more.put("hostname", "h-1");
    return event.withMetadata(more);
  }

  @Test
  @Tag("seed:004.route")
  void router_goesByType_andOneFailureStopsNoOther() throws Exception {
    Events ends = new Events();
    EventRouter router =
        EventRouter.create()
            .route(
                BusEventType.AGENT_STARTED,
                event -> {
                  throw new IllegalStateException("first");
                })
            .route(BusEventType.AGENT_STARTED, events)
            .route(BusEventType.AGENT_COMPLETED, ends);

    assertThatThrownBy(() -> router.handle(Events.started("a"))).hasMessage("first");
    router.handle(Events.completed("b", 1));
    router.handle(Events.failed("c", 1));
    router.flush();

    assertThat(events.ids).containsExactly("a");
    assertThat(ends.ids).containsExactly("b");
    assertThat(ends.calls).containsExactly("flush");
  }

  @Test
  @Tag("seed:004.aggregate")
  void aggregation_tellsFromTenEventsWithinAMinute() {
    FakeTime clock = new FakeTime();
    List<WindowedAggregation.Aggregate> told = new ArrayList<>();
    WindowedAggregation aggregation =
        WindowedAggregation.of(
            WindowedAggregation.DEFAULT_WINDOW,
            WindowedAggregation.DEFAULT_THRESHOLD,
            told::add,
            clock);

    IntStream.range(0, 9).forEach(i -> aggregation.handle(Events.at("e" + i, clock.instant())));
    aggregation.handle(Events.completed("of another type", 1));
    assertThat(told).isEmpty();
    aggregation.handle(Events.at("e9", clock.instant()));
    assertThat(told).singleElement().matches(a -> a.events().size() == 10);
    assertThat(told.get(0).agent()).isEqualTo("planner");
    assertThat(told.get(0).type()).isEqualTo(BusEventType.AGENT_STARTED);

    clock.advance(Duration.ofSeconds(60));
    aggregation.handle(Events.at("e10", clock.instant()));
    assertThat(told).as("the others have left the window").hasSize(1);
    aggregation.tick(clock.instant().plusSeconds(61));
  }

  @Test
  @Tag("seed:004.batch")
  void batch_goesAtAHundred_orAfterFiveSeconds_orAtAFlush() throws Exception {
    List<Integer> sizes = new ArrayList<>();
    BatchingHandler batching = BatchingHandler.of(batch -> sizes.add(batch.size()));

    for (int i = 0; i < 230; i++) {
      batching.handle(Events.started("e" + i));
    }
    assertThat(sizes).containsExactly(100, 100);
    batching.tick(NOON);
    batching.tick(NOON.plusSeconds(4));
    assertThat(sizes).hasSize(2);
    batching.tick(NOON.plusSeconds(5));
    assertThat(sizes).containsExactly(100, 100, 30);
    batching.tick(NOON.plusSeconds(60));
    batching.handle(Events.started("last"));
    batching.flush();
    batching.flush();

    assertThat(sizes).containsExactly(100, 100, 30, 1);
  }

  @Test
  void batch_isKept_whenItsTargetRefuses() throws Exception {
    List<List<String>> batches = new ArrayList<>();
    boolean[] refuses = {true};
    BatchingHandler batching =
        BatchingHandler.of(
            2,
            Duration.ofSeconds(5),
            batch -> {
              if (refuses[0]) {
                throw new IllegalStateException("busy");
              }
              batches.add(batch.stream().map(BusEvent::id).toList());
            });

    batching.handle(Events.started("a"));
    assertThatThrownBy(() -> batching.handle(Events.started("b"))).hasMessage("busy");
    refuses[0] = false;
    batching.handle(Events.started("c"));

    assertThat(batches).containsExactly(List.of("a", "b", "c"));
    assertThat(batching.lost()).isZero();
  }

  @Test
  void batch_givesUpTheOldest_whenItsTargetRefusesForLong() {
    BatchingHandler batching =
        BatchingHandler.of(
            2,
            Duration.ofSeconds(5),
            batch -> {
              throw new IllegalStateException("busy");
            });

    for (int i = 0; i < 30; i++) {
      try {
        batching.handle(Events.started("e" + i));
      } catch (Exception e) {
        assertThat(e).hasMessage("busy");
      }
    }

    assertThat(batching.lost()).isEqualTo(10);
  }

  @Test
  @Tag("seed:004.retry")
  void retry_triesThreeTimes_afterOneAndTwoSeconds_andKeepsWhatFails() {
    List<Long> waits = new ArrayList<>();
    int[] tries = new int[1];
    RetryingHandler retrying =
        new RetryingHandler(
            RetryingHandler.DEFAULT_POLICY,
            event -> {
              tries[0]++;
              throw new IllegalStateException("try " + tries[0]);
            },
            nanos -> waits.add(nanos / 1_000_000));

    assertThatThrownBy(() -> retrying.handle(Events.started("a"))).hasMessage("try 3");

    assertThat(waits).containsExactly(1000L, 2000L);
    assertThat(retrying.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.event().id()).isEqualTo("a"))
        .satisfies(letter -> assertThat(letter.cause()).hasMessage("try 3"));
    assertThat(retrying.takeDeadLetters()).hasSize(1);
    assertThat(retrying.deadLetters()).isEmpty();
  }

  @Test
  void retry_endsWithTheFirstSuccess() throws Exception {
    int[] tries = new int[1];
    RetryingHandler retrying =
        new RetryingHandler(
            RetryingHandler.DEFAULT_POLICY,
            event -> {
              if (++tries[0] == 1) {
                throw new IllegalStateException("once");
              }
              events.handle(event);
            },
            nanos -> {});

    retrying.handle(Events.started("a"));

    assertThat(events.ids).containsExactly("a");
    assertThat(retrying.deadLetters()).isEmpty();
  }
}
