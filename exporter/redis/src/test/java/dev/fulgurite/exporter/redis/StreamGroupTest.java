package dev.fulgurite.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.Consumer;
import io.lettuce.core.XClaimArgs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StreamGroupTest {
  private static final Duration NOW = Duration.ofMillis(1);

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  private final RedisLink link = REDIS.link();
  private final RedisStreamPublisher publisher = RedisStreamPublisher.create(link);
  private final String job = REDIS.name();
  private final StreamGroup first = publisher.stream(job).group("workers", "first");
  private final StreamGroup second = publisher.stream(job).group("workers", "second");

  @BeforeEach
  void create() {
    assertThat(link.await(first.create(RedisStream.BEGINNING))).isTrue();
  }

  private void publish(int events) {
    List<Map<String, Integer>> all =
        IntStream.range(0, events).mapToObj(n -> Map.of("n", n)).toList();
    link.await(publisher.publishAll(job, all));
  }

  private static List<Object> numbers(List<StreamEntry> entries) {
    return entries.stream().map(entry -> entry.data().get("n")).toList();
  }

  @Test
  void create_saysNo_whenTheGroupIsThere() {
    assertThat(link.await(second.create(RedisStream.BEGINNING))).isFalse();
  }

  @Test
  void eachEntry_goesToOneConsumer_whichHoldsItUntilItAcknowledges() {
    publish(5);

    List<StreamEntry> mine = link.await(first.read(3, NOW));
    List<StreamEntry> theirs = link.await(second.read(3, NOW));

    assertThat(numbers(mine)).containsExactly(0, 1, 2);
    assertThat(numbers(theirs)).containsExactly(3, 4);
    assertThat(link.await(first.pending())).isEqualTo(5);
    assertThat(link.await(first.acknowledge(mine))).isEqualTo(3);
    assertThat(link.await(first.pending())).isEqualTo(2);
    assertThat(link.await(first.read(3, NOW))).isEmpty();
    assertThat(link.await(second.held(10))).isEqualTo(theirs);
  }

  @Test
  void read_waitsForTheFirst() {
    var waiting = first.read(10, Duration.ofSeconds(30));
    publish(1);

    assertThat(numbers(link.await(waiting))).containsExactly(0);
  }

  @Test
  void claim_takesOverWhatADeadConsumerHeld() {
    publish(3);
    link.await(first.read(2, NOW));

    assertThat(link.await(second.claim(Duration.ofMinutes(1), 10, 5)).entries()).isEmpty();
    Claimed claimed = link.await(second.claim(Duration.ZERO, 10, 5));

    assertThat(numbers(claimed.entries())).containsExactly(0, 1);
    assertThat(claimed.dead()).isEmpty();
    assertThat(link.await(first.held(10))).isEmpty();
    assertThat(numbers(link.await(second.held(10)))).containsExactly(0, 1);
  }

  @Test
  void claim_findsWhatADeadConsumerHeld_behindMuchThatALivingOneHolds() {
    publish(120);
    link.await(first.read(110, NOW));
    String[] ids =
        link.await(second.read(10, NOW)).stream().map(StreamEntry::id).toArray(String[]::new);
    String stream = publisher.stream(job).name();
    link.await(
        link.ask(
            redis ->
                redis.xclaim(
                    stream,
                    Consumer.from("workers", "second"),
                    new XClaimArgs().minIdleTime(Duration.ZERO).idle(Duration.ofMinutes(2)),
                    ids)));

    Claimed claimed = link.await(first.claim(Duration.ofMinutes(1), 2, 5));

    assertThat(numbers(claimed.entries())).containsExactly(110, 111);
    assertThat(link.await(first.claim(Duration.ofMinutes(3), 2, 5)).entries()).isEmpty();
  }

  @Test
  void claim_movesToTheDeadLetters_whatWasDeliveredTooOften() {
    publish(2);
    link.await(first.read(2, NOW));
    assertThat(link.await(second.claim(Duration.ZERO, 1, 2)).entries()).hasSize(1);

    Claimed claimed = link.await(second.claim(Duration.ZERO, 2, 2));

    assertThat(numbers(claimed.dead())).containsExactly(0);
    assertThat(numbers(claimed.entries())).containsExactly(1);
    assertThat(first.deadLetters().name()).isEqualTo("dead_letters:{job_events:" + job + "}");
    StreamEntry letter = link.await(first.deadLetters().read("0-0", 10)).get(0);
    assertThat(letter.data()).containsEntry("n", 0);
    assertThat(letter.fields())
        .containsEntry("dead_id", claimed.dead().get(0).id())
        .containsEntry("dead_group", "workers")
        .containsEntry("dead_deliveries", "3");
    assertThat(link.await(first.pending())).isEqualTo(1);
  }

  @Test
  void claim_letsGoOfWhatWasTrimmed() {
    publish(3);
    link.await(first.read(3, NOW));
    link.await(publisher.stream(job).trimToLength(1));

    assertThat(numbers(link.await(second.claim(Duration.ZERO, 10, 5)).entries()))
        .containsExactly(2);
    assertThat(numbers(link.await(second.held(10)))).containsExactly(2);
    assertThat(link.await(first.pending())).isEqualTo(1);
  }

  @Test
  void everyEntryIsDone_whenAConsumerDiesHoldingSome() {
    publish(1_000);
    link.await(first.read(300, NOW)); // and is never heard of again
    List<StreamEntry> done = new ArrayList<>();
    List<StreamEntry> next = link.await(second.read(100, NOW));
    for (; !next.isEmpty(); next = link.await(second.read(100, NOW))) {
      link.await(second.acknowledge(next));
      done.addAll(next);
    }
    assertThat(done).hasSize(700);

    next = link.await(second.claim(Duration.ZERO, 100, 5)).entries();
    for (; !next.isEmpty(); next = link.await(second.claim(Duration.ZERO, 100, 5)).entries()) {
      link.await(second.acknowledge(next));
      done.addAll(next);
    }

    assertThat(numbers(done))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 1_000).mapToObj(n -> (Object) n).toList());
    assertThat(link.await(first.pending())).isZero();
    System.out.printf(
        "redis consumer died holding 300 of 1,000: %,d done by the other, 0 held%n", done.size());
  }

  @Test
  void read_saysWhatIsMissing_whenThereIsNoGroup() {
    StreamGroup none = publisher.stream(job).group("nobody", "first");

    assertThatThrownBy(() -> link.await(none.read(1, NOW)))
        .isInstanceOf(RedisStreamException.class)
        .hasMessageContaining("NOGROUP");
  }
}
