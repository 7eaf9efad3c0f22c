package dev.fulgurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.store.Outbox;
import dev.fulgurite.exporter.store.OutboxLease;
import dev.fulgurite.exporter.store.OutboxStep;
import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.Retention;
import dev.fulgurite.exporter.store.Retention.Keep;
import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rules of age and number, and what is kept from them. For a store that holds them all; one whose
 * steps can be chosen is opened with steps of a few spans.
 */
public abstract class RetentionContract extends SessionSpansContract {
  /** Brings an index that follows the appends up to them; does nothing by default. */
  protected void settle(SpanStore store) {}

  private static Retention maxAge(int hours, Keep... keep) {
    return new Retention(Duration.ofHours(hours), 0, Set.of(keep));
  }

  @Test
  @Tag("seed:001.rotation")
  void session_goesWhole_whenItsLastSpanIsTooOld() throws Exception {
    try (SpanStore store = open(maxAge(10))) {
      clock.set(Duration.ofHours(5));
      IntStream.range(0, 40).forEach(i -> append(store, span("old", 0)));
      append(store, span("long", 0));
      clock.set(Duration.ofHours(11));
      append(store, span("long", 9), span("other", 9));

      assertThat(sessions(store)).containsExactly("long", "other");
      assertThat(store.reader().pruned()).isEqualTo(new Pruned(40, 1));
      assertConserved(store);
    }
  }

  @Test
  void age_isLookedAtOnceAMinute_alsoWhenTheClockJumpsBack() throws Exception {
    try (SpanStore store = open(maxAge(10))) {
      clock.set(Duration.ofHours(10));
      append(store, span("a", 1));
      clock.set(Duration.ofHours(10).plusSeconds(59));
      append(store, span("b", 0));
      append(store, span("c", 9));
      assertThat(sessions(store)).containsExactly("a", "b", "c");

      clock.set(Duration.ofHours(10).plusSeconds(60));
      append(store, span("d", 9));
      assertThat(sessions(store)).containsExactly("a", "c", "d");

      clock.set(Duration.ofHours(10).minusSeconds(30));
      append(store, span("e", -1));
      append(store, span("f", 9));
      assertThat(sessions(store)).containsExactly("a", "c", "d", "e", "f");
      assertConserved(store);
    }
  }

  @Test
  void age_removesManySessions_inShortSteps_appendAfterAppend() throws Exception {
    try (SpanStore store = open(maxAge(10))) {
      List<StoredSpan> old = new ArrayList<>();
      IntStream.range(0, 300).forEach(i -> old.add(span("old" + i, 0).build()));
      append(store, old);
      clock.set(Duration.ofHours(20));

      append(store, span("new", 19));
      assertThat(sessions(store)).hasSizeBetween(200, 290);
      IntStream.range(0, 6).forEach(i -> append(store, span("new", 19)));

      assertThat(sessions(store)).containsExactly("new");
      assertThat(store.reader().pruned()).isEqualTo(new Pruned(300, 300));
      assertConserved(store);
    }
  }

  /** Between two steps others write, and may wake a session that was to go. */
  @Test
  void age_sparesASession_thatHasBecomeYoungMeanwhile() throws Exception {
    try (SpanStore store = open(maxAge(10))) {
      List<StoredSpan> old = new ArrayList<>();
      IntStream.range(0, 300).forEach(i -> old.add(span("old" + i, 0).build()));
      append(store, old);
      clock.set(Duration.ofHours(20));
      append(store, span("new", 19));
      List<String> left = sessions(store).stream().filter(id -> id.startsWith("old")).toList();
      assertThat(left).hasSizeBetween(200, 290);

      append(store, left.stream().map(id -> span(id, 19).build()).toList());
      IntStream.range(0, 6).forEach(i -> append(store, span("new", 19)));

      assertThat(sessions(store)).containsAll(left);
      assertThat(count(store)).isEqualTo(2 * left.size() + 7);
      assertConserved(store);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {999_999, 1_000_000_000_000L, Long.MAX_VALUE / 86_400})
  void age_removesNothing_whenItReachesBackBehindWhatNanosecondsTell(long days) throws Exception {
    try (SpanStore store = open(new Retention(Duration.ofDays(days), 0, Set.of()))) {
      clock.set(Duration.ofDays(365 * 56));
      append(store, span("a", 0));
      append(store, span("b", 1));
      clock.set(Duration.ofDays(365 * 57));
      append(store, span("c", 1));

      assertThat(sessions(store)).containsExactly("a", "b", "c");
    }
  }

  @Test
  void age_isCountedForWhomItWasNotSentTo() throws Exception {
    try (SpanStore store = open(maxAge(10))) {
      Outbox outbox = store.outbox().orElseThrow();
      Instant noon = Instant.parse("2026-01-01T12:00:00Z");
      OutboxLease lease = new OutboxLease("otlp", "me", noon.plusSeconds(10));
      outbox.begin("otlp", 0);
      outbox.acquire(lease, noon);
      IntStream.range(0, 12).forEach(i -> append(store, span("old", 0)));
      clock.set(Duration.ofHours(20));
      append(store, span("new", 19));

      assertThat(outbox.backlog("otlp").spans()).isOne();
      long lost = 0;
      for (int part = 0; part < Outbox.PARTITIONS; part++) {
        OutboxStep step = new OutboxStep(part, outbox.newest(), part == 1 ? 1 : 0);
        lost += outbox.advance(lease, List.of(step), null).orElseThrow();
      }
      assertThat(lost).isEqualTo(12);
    }
  }

  @Test
  void append_keepsWhatItBrought_whenThatAloneIsTooMuch() throws Exception {
    try (SpanStore store = open(maxSpans(5))) {
      append(store, span("s", 0));
      append(store, IntStream.range(0, 50).mapToObj(i -> span("s", 1).build()).toList());

      assertThat(count(store)).isEqualTo(50);
      append(store, span("s", 2));
      assertThat(count(store)).isEqualTo(5);
      assertConserved(store);
    }
  }

  private SampleSpan kept(Keep keep, String session, long hour) {
    SampleSpan span = span(session, hour);
    return switch (keep) {
      case REWARDS -> span.reward(0.5);
      case ERRORS -> span.status(StatusCode.ERROR, "");
      case TAGGED -> span.put(AttributeKey.stringArrayKey(Fulgurite.TAGS), List.of("gold"));
    };
  }

  @ParameterizedTest
  @EnumSource
  void keptSessions_areSpared(Keep keep) throws Exception {
    try (SpanStore store = open(new Retention(Duration.ofHours(10), 4, Set.of(keep)))) {
      append(store, kept(keep, "kept", 0), span("plain", 0));
      for (Keep other : Keep.values()) {
        if (other != keep) {
          append(store, kept(other, "with " + other, 0));
        }
      }
      settle(store);
      append(store, kept(keep, "unindexed", 0));
      clock.set(Duration.ofHours(20));
      for (int i = 0; i < 12; i++) {
        append(store, span("kept", 1), span("busy", 19));
      }
      clock.set(Duration.ofHours(40));
      append(store, span("last", 39));

      assertThat(sessions(store)).containsExactly("kept", "last", "unindexed");
      assertThat(spans(store, SpanQuery.builder().setSessionId("kept"))).hasSize(13);
      assertConserved(store);
    }
  }

  /** A word for a tag is none, nor is a list without a tag; a reward's tag is one. */
  @Test
  void tags_areThoseOfASessionAndOfAReward_andNothingThatLooksLikeThem() throws Exception {
    try (SpanStore store = open(maxAge(10, Keep.TAGGED))) {
      append(
          store,
          span("reward", 0).put(AgentLightning.TAG + ".0", "gold"),
          span("text", 0).put("k", Fulgurite.TAGS + " " + AgentLightning.TAG + ".0"),
          span("empty", 0).put(AttributeKey.stringArrayKey(Fulgurite.TAGS), List.of()),
          span("other", 0).put(Fulgurite.TAGS + ".0", "gold"));
      clock.set(Duration.ofHours(20));
      append(store, span("new", 19));

      assertThat(sessions(store)).containsExactly("new", "reward");
    }
  }

  @Test
  void session_isKeptNoMore_onceWhatKeptItIsDeleted() throws Exception {
    try (SpanStore store = open(new Retention(Duration.ofHours(10), 32, Set.of(Keep.ERRORS)))) {
      append(store, kept(Keep.ERRORS, "s", 0));
      IntStream.range(0, 50).forEach(i -> append(store, span("s", 1)));
      clock.set(Duration.ofHours(20));
      append(store, span("new", 19));
      assertThat(count(store)).isEqualTo(52);

      store.delete(SpanDeletion.before(Duration.ofHours(1).toNanos()));
      IntStream.range(0, 4).forEach(i -> append(store, span("s", 19)));
      assertThat(spans(store, SpanQuery.builder().setSessionId("s"))).hasSizeLessThan(36);
      clock.set(Duration.ofHours(40));
      append(store, span("last", 39));

      assertThat(sessions(store)).containsExactly("last");
      assertConserved(store);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keptSessions_goLast_whenTheStoreIsFull(boolean othersThere) throws Exception {
    Random random = new Random(1);
    Retention keep = new Retention(Duration.ZERO, 0, Set.of(Keep.ERRORS, Keep.TAGGED));
    try (SpanStore store = open(1 << 20, keep, clock)) {
      for (int i = 0; i < 40; i++) {
        boolean gold = !othersThere || i % 10 == 0;
        List<StoredSpan> spans = new ArrayList<>(noisy("s" + i, random));
        if (gold) {
          spans.add(kept(Keep.TAGGED, "s" + i, i).build());
        }
        append(store, spans);
      }

      List<String> left = sessions(store);
      if (othersThere) {
        assertThat(left).contains("s0", "s10", "s20", "s30", "s39").doesNotContain("s1", "s11");
      } else {
        assertThat(left).contains("s39").doesNotContain("s0", "s1").hasSizeLessThan(15);
      }
      assertThat(store.reader().sessions(SpanQuery.ALL)).allMatch(whole -> whole.spans() >= 40);
      assertConserved(store);
    }
  }

  @Test
  void fullStore_takesASession_aMinuteAfterWhatKeptItIsDeleted() throws Exception {
    Random random = new Random(1);
    Retention keep = new Retention(Duration.ZERO, 0, Set.of(Keep.ERRORS));
    try (SpanStore store = open(1 << 20, keep, clock)) {
      append(store, kept(Keep.ERRORS, "gold", 0), span("gold", 2));
      IntStream.range(0, 30).forEach(i -> append(store, noisy("s" + i, random)));
      assertThat(sessions(store)).contains("gold").doesNotContain("s0");

      store.delete(SpanDeletion.before(Duration.ofHours(1).toNanos()));
      clock.set(Duration.ofMinutes(1));
      IntStream.range(0, 2).forEach(i -> append(store, noisy("t" + i, random)));

      assertThat(sessions(store)).contains("t1").doesNotContain("gold");
      assertConserved(store);
    }
  }

  private List<StoredSpan> noisy(String session, Random random) {
    return IntStream.range(0, 40)
        .mapToObj(i -> span(session, 2).put("k", noise(random)).build())
        .toList();
  }

  /** Text that takes 2,000 bytes however it is packed. */
  private static String noise(Random random) {
    byte[] bytes = new byte[2_000];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
