package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.Retention;
import dev.fulgurite.exporter.store.Retention.Keep;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of age and number, and what is kept from them. */
class RetentionTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private long lastId;
  private long appended;

  private SqliteSpanStore open(long maxBytes, Retention retention) {
    return SqliteSpanStore.open(
        folder.resolve("store.db").toString(),
        new StoreOptions(false, maxBytes, false, retention),
        SqliteSettings.DEFAULTS.withPruneStep(7).withClock(clock));
  }

  private static Retention maxAge(int hours, Keep... keep) {
    return new Retention(Duration.ofHours(hours), 0, Set.of(keep));
  }

  private static Retention maxSpans(int spans, Keep... keep) {
    return new Retention(Duration.ZERO, spans, Set.of(keep));
  }

  private SampleSpan span(String session, long hour) {
    return SampleSpan.of(++lastId).session(session).start(hour * HOUR + lastId);
  }

  private void append(SpanStore store, SampleSpan... spans) {
    append(store, List.of(spans).stream().map(SampleSpan::build).toList());
  }

  /** With the ledger of who delivers all. */
  private void append(SpanStore store, List<StoredSpan> spans) {
    appended += spans.size();
    LedgerSnapshot counts = new LedgerSnapshot(appended, 0, 0, appended, 0, 0, Map.of(), Map.of());
    store.append(spans, new LedgerRow("p", 1, "sqlite", 1, 1, false, counts));
  }

  private void assertConserved(SpanStore store) {
    long delivered = store.reader().ledger().get(0).counts().delivered();
    assertThat(TestStores.count(store) + store.reader().pruned().spans()).isEqualTo(delivered);
    assertThat(store.check()).isEmpty();
  }

  private static List<String> sessions(SpanStore store) {
    return store.reader().sessions(SpanQuery.ALL).stream()
        .map(SessionSummary::sessionId)
        .sorted()
        .toList();
  }

  @Test
  @Tag("seed:001.rotation")
  void session_goesWhole_whenItsLastSpanIsTooOld() {
    try (SpanStore store = open(0, maxAge(10))) {
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
  void age_isLookedAtOnceAMinute_alsoWhenTheClockJumpsBack() {
    try (SpanStore store = open(0, maxAge(10))) {
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
  void age_removesManySessions_inShortSteps_appendAfterAppend() {
    try (SpanStore store = open(0, maxAge(10))) {
      List<StoredSpan> old = new ArrayList<>();
      IntStream.range(0, 300).forEach(i -> old.add(span("old" + i, 0).build()));
      append(store, old);
      clock.set(Duration.ofHours(20));

      append(store, span("new", 19));
      int left = sessions(store).size();
      assertThat(left).isBetween(200, 290);
      IntStream.range(0, 6).forEach(i -> append(store, span("new", 19)));

      assertThat(sessions(store)).containsExactly("new");
      assertThat(store.reader().pruned()).isEqualTo(new Pruned(300, 300));
      assertConserved(store);
    }
  }

  @Test
  void oldestSpansGo_whenASessionHasTooMany() {
    try (SpanStore store = open(0, maxSpans(20))) {
      append(store, span("short", 0));
      for (int i = 0; i < 30; i++) {
        append(store, span("long", i), span("long", i));
        assertThat(sessions(store)).containsExactly("long", "short");
      }

      SpanQuery query = SpanQuery.builder().setSessionId("long").build();
      List<StoredSpan> left = store.reader().spans(query).spans();
      assertThat(left).hasSizeBetween(18, 20);
      assertThat(left.get(0).startEpochNanos()).isGreaterThan(20 * HOUR);
      assertConserved(store);
    }
  }

  @Test
  void append_keepsWhatItBrought_whenThatAloneIsTooMuch() {
    try (SpanStore store = open(0, maxSpans(5))) {
      append(store, span("s", 0));
      append(store, IntStream.range(0, 50).mapToObj(i -> span("s", 1).build()).toList());

      assertThat(TestStores.count(store)).isEqualTo(50);
      append(store, span("s", 2));
      assertThat(TestStores.count(store)).isEqualTo(5);
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
  void keptSessions_areSpared(Keep keep) {
    try (SqliteSpanStore store = open(0, new Retention(Duration.ofHours(10), 4, Set.of(keep)))) {
      append(store, kept(keep, "kept", 0), span("plain", 0));
      for (Keep other : Keep.values()) {
        if (other != keep) {
          append(store, kept(other, "with " + other, 0));
        }
      }
      store.fillIndex();
      append(store, kept(keep, "unindexed", 0));
      clock.set(Duration.ofHours(20));
      for (int i = 0; i < 12; i++) {
        append(store, span("kept", 1), span("busy", 19));
      }
      clock.set(Duration.ofHours(40));
      append(store, span("last", 39));

      assertThat(sessions(store)).containsExactly("kept", "last", "unindexed");
      assertThat(store.reader().spans(SpanQuery.builder().setSessionId("kept").build()).spans())
          .hasSize(13);
      assertConserved(store);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keptSessions_goLast_whenTheFileIsFull(boolean othersThere) {
    Random random = new Random(1);
    try (SpanStore store =
        open(1 << 20, new Retention(Duration.ZERO, 0, Set.of(Keep.ERRORS, Keep.TAGGED)))) {
      for (int i = 0; i < 40; i++) {
        boolean gold = !othersThere || i % 10 == 0;
        List<StoredSpan> spans = new ArrayList<>();
        for (int j = 0; j < 40; j++) {
          spans.add(span("s" + i, i).put("k", TestStores.noise(random)).build());
        }
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
      assertConserved(store);
    }
  }
}
