package dev.fulgurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.store.Retention;
import dev.fulgurite.exporter.store.Retention.Keep;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoredSpan;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of a session that has too many spans the oldest go. For a store that holds that rule. */
public abstract class SessionSpansContract {
  private static final long HOUR = Duration.ofHours(1).toNanos();

  final TestClock clock = new TestClock();
  private long lastId;
  private long appended;

  /**
   * Opens a store that is empty and that no other test has, which the test closes.
   *
   * @param maxBytes as in {@link dev.fulgurite.exporter.store.StoreOptions}
   * @param clock tells the store the time
   */
  protected abstract SpanStore open(long maxBytes, Retention retention, Clock clock)
      throws Exception;

  final SpanStore open(Retention retention) throws Exception {
    return open(0, retention, clock);
  }

  static Retention maxSpans(int spans, Keep... keep) {
    return new Retention(Duration.ZERO, spans, Set.of(keep));
  }

  final SampleSpan span(String session, long hour) {
    return SampleSpan.of(++lastId).session(session).start(hour * HOUR + lastId);
  }

  final void append(SpanStore store, SampleSpan... spans) {
    append(store, Stream.of(spans).map(SampleSpan::build).toList());
  }

  /** With the ledger of who delivers all. */
  final void append(SpanStore store, List<StoredSpan> spans) {
    appended += spans.size();
    LedgerSnapshot counts = new LedgerSnapshot(appended, 0, 0, appended, 0, 0, Map.of(), Map.of());
    assertThat(store.append(spans, new LedgerRow("p", 1, "store", 1, 1, false, counts)))
        .isEqualTo(spans.size());
  }

  static List<StoredSpan> spans(SpanStore store, SpanQuery.Builder query) {
    return store.reader().spans(query.setLimit(Integer.MAX_VALUE).build()).spans();
  }

  static int count(SpanStore store) {
    return spans(store, SpanQuery.builder()).size();
  }

  static void assertConserved(SpanStore store) {
    long delivered = store.reader().ledger().get(0).counts().delivered();
    assertThat(count(store) + store.reader().pruned().spans()).isEqualTo(delivered);
    assertThat(store.check()).isEmpty();
  }

  static List<String> sessions(SpanStore store) {
    return store.reader().sessions(SpanQuery.ALL).stream()
        .map(SessionSummary::sessionId)
        .sorted()
        .toList();
  }

  @Test
  void oldestSpansGo_whenASessionHasTooMany() throws Exception {
    try (SpanStore store = open(maxSpans(20))) {
      append(store, span("short", 0));
      for (int i = 0; i < 30; i++) {
        append(store, span("long", i), span("long", i));
        assertThat(sessions(store)).containsExactly("long", "short");
        assertThat(count(store)).isLessThanOrEqualTo(21);
      }

      List<StoredSpan> left = spans(store, SpanQuery.builder().setSessionId("long"));
      assertThat(left).hasSizeBetween(18, 20);
      assertThat(left.get(0).startEpochNanos()).isGreaterThan(20 * HOUR);
      assertConserved(store);
    }
  }

  @Test
  void oldestSpansAreThoseThatCameFirst_whenTheClockJumpsBack() throws Exception {
    try (SpanStore store = open(maxSpans(20))) {
      for (int batch = 0; batch < 5; batch++) {
        long hour = 10L - batch;
        append(store, Stream.generate(() -> span("s", hour).build()).limit(10).toList());
      }

      List<StoredSpan> left = spans(store, SpanQuery.builder().setSessionId("s"));
      assertThat(left).hasSizeBetween(18, 20);
      assertThat(left).allMatch(span -> span.startEpochNanos() < 8 * HOUR);
      assertConserved(store);
    }
  }
}
