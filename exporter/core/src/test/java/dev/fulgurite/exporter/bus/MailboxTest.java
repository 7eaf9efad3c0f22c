package dev.fulgurite.exporter.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.Loss;
import dev.fulgurite.exporter.OverflowPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private static final BusEventType TYPE = BusEventType.of("step");

  @Test
  @Tag("seed:004.priority")
  void take_givesHigherPrioritiesFirst() {
    Mailbox mailbox = mailbox(OverflowPolicy.DROP_NEWEST, 10);
    offer(mailbox, null, Priority.LOW, "low");
    offer(mailbox, null, Priority.MEDIUM, "medium");
    offer(mailbox, null, Priority.HIGH, "high");

    assertThat(drain(mailbox)).containsExactly("high", "medium", "low");
  }

  @Test
  void take_keepsTheOrderOfASession_whichItsMostUrgentEventHurries() {
    Mailbox mailbox = mailbox(OverflowPolicy.DROP_NEWEST, 10);
    offer(mailbox, "a", Priority.MEDIUM, "a1");
    offer(mailbox, "b", Priority.LOW, "b1");
    offer(mailbox, "b", Priority.HIGH, "b2");
    offer(mailbox, "b", Priority.LOW, "b3");

    assertThat(drain(mailbox)).containsExactly("b1", "b2", "a1", "b3");
  }

  @Test
  void take_givesNoSecondEventOfASession_whileOneRuns() {
    Mailbox mailbox = mailbox(OverflowPolicy.DROP_NEWEST, 10);
    offer(mailbox, "a", Priority.MEDIUM, "a1");
    offer(mailbox, "a", Priority.HIGH, "a2");
    assertThat(mailbox.recruit()).isOne();
    Delivery running = mailbox.take(0);

    assertThat(mailbox.take(0)).isNull();

    mailbox.finish(running, () -> {});
    assertThat(mailbox.inFlight()).isOne();
    assertThat(drain(mailbox)).containsExactly("a2");
    assertThat(mailbox.inFlight()).isZero();
  }

  @Test
  void take_letsSessionsTakeTurns() {
    Mailbox mailbox = mailbox(OverflowPolicy.DROP_NEWEST, 10);
    for (String name : List.of("a1", "a2", "a3", "b1", "b2")) {
      offer(mailbox, name.substring(0, 1), Priority.MEDIUM, name);
    }

    assertThat(drain(mailbox)).containsExactly("a1", "b1", "a2", "b2", "a3");
  }

  @Test
  @Tag("seed:004.concurrency")
  void recruit_asksForNoMoreThreadsThanAllowed() {
    Mailbox mailbox = new Mailbox(SubscriptionOptions.DEFAULT);
    IntStream.range(0, 30).forEach(i -> offer(mailbox, "s" + i, Priority.MEDIUM, "e" + i));

    assertThat(mailbox.recruit()).isEqualTo(10);
    assertThat(mailbox.recruit()).isZero();
    mailbox.dismiss();
    assertThat(mailbox.recruit()).isOne();
  }

  @Test
  @Tag("seed:004.max-queue-size")
  void offer_refusesTheNewest_whenFull() {
    Mailbox mailbox = new Mailbox(SubscriptionOptions.DEFAULT);
    IntStream.range(0, 1000).forEach(i -> offer(mailbox, "s", Priority.MEDIUM, "e" + i));

    assertThat(offer(mailbox, "s", Priority.MEDIUM, "late").loss()).isEqualTo(Loss.QUEUE_FULL);
    assertThat(mailbox.queued()).isEqualTo(1000);
    assertThat(drain(mailbox)).hasSize(1000).doesNotContain("late");
  }

  @Test
  void offer_dropsTheOldestOfTheLeastUrgent_whenFull() {
    Mailbox mailbox = mailbox(OverflowPolicy.DROP_OLDEST, 3);
    offer(mailbox, "s", Priority.HIGH, "high");
    offer(mailbox, "s", Priority.MEDIUM, "first");
    offer(mailbox, "t", Priority.MEDIUM, "second");

    assertThat(names(offer(mailbox, "u", Priority.MEDIUM, "third").displaced()))
        .containsExactly("first");
    assertThat(offer(mailbox, "u", Priority.LOW, "low").loss()).isEqualTo(Loss.QUEUE_FULL);
    assertThat(mailbox.queued()).isEqualTo(3);
    assertThat(drain(mailbox)).containsExactly("high", "second", "third");
  }

  @Test
  void highPriority_displacesOthers_whateverThePolicy() {
    Mailbox mailbox = mailbox(OverflowPolicy.DROP_NEWEST, 2);
    offer(mailbox, "s", Priority.HIGH, "high");
    offer(mailbox, "s", Priority.MEDIUM, "medium");

    assertThat(names(offer(mailbox, "s", Priority.HIGH, "error").displaced()))
        .containsExactly("medium");
    assertThat(offer(mailbox, "s", Priority.HIGH, "another").loss()).isEqualTo(Loss.QUEUE_FULL);
    assertThat(drain(mailbox)).containsExactly("high", "error");
  }

  @Test
  void giveUp_settlesACallOnce() {
    Mailbox mailbox = mailbox(OverflowPolicy.DROP_NEWEST, 2);
    offer(mailbox, "s", Priority.HIGH, "slow");
    assertThat(mailbox.recruit()).isOne();
    Delivery running = mailbox.take(5);
    boolean[] settledAgain = new boolean[1];

    assertThat(mailbox.giveUp(5)).as("not yet").isEmpty();
    assertThat(mailbox.giveUp(6)).containsExactly(running);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(mailbox.giveUp(6)).isEmpty();
    mailbox.finish(running, () -> settledAgain[0] = true);
    assertThat(settledAgain[0]).isFalse();
  }

  @Test
  void withdrawnEvents_leaveNothingBehind() {
    Mailbox mailbox = mailbox(OverflowPolicy.DROP_OLDEST, 2);
    for (int i = 0; i < 10_000; i++) {
      offer(mailbox, "s" + i, Priority.MEDIUM, "e" + i);
    }

    assertThat(mailbox.recruit()).isEqualTo(2);
    assertThat(names(mailbox.clear())).containsExactly("e9998", "e9999");
    assertThat(mailbox.queued()).isZero();
    assertThat(mailbox.take(0)).isNull();
  }

  private static Mailbox mailbox(OverflowPolicy policy, int size) {
    return new Mailbox(SubscriptionOptions.DEFAULT.overflowPolicy(policy).maxQueueSize(size));
  }

  private static Mailbox.Offered offer(
      Mailbox mailbox, @Nullable String session, Priority priority, String name) {
    Announcement.Source source = new Named(name, session);
    Announcement announcement = Announcement.of(source).awaited(priority, name, Runnable::run);
    return mailbox.offer(new Delivery(announcement), false);
  }

  private static List<String> drain(Mailbox mailbox) {
    List<String> names = new ArrayList<>();
    assertThat(mailbox.recruit()).isPositive();
    Delivery next = mailbox.take(0);
    while (next != null) {
      names.addAll(names(List.of(next)));
      mailbox.finish(next, () -> {});
      next = mailbox.take(0);
    }
    return names;
  }

  private static List<String> names(List<Delivery> deliveries) {
    return deliveries.stream().map(d -> d.announcement.event().id()).toList();
  }

  private record Named(String name, @Nullable String session) implements Announcement.Source {
    @Override
    public BusEventType type() {
      return TYPE;
    }

    @Override
    public BusEvent tell() {
      return new BusEvent(
          name,
          TYPE,
          null,
          null,
          session,
          "",
          "",
          java.time.Instant.EPOCH,
          null,
          null,
          null,
          Map.of());
    }
  }
}
