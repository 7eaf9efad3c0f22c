package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.store.TraceSummary;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of sessions and traces that a connection remembers while others write and remove. */
class OwnerIdsTest {
  private static final int SESSIONS = 8;
  private static final int TRACES = 12;

  @TempDir Path folder;
  private final List<StoredSpan> kept = new ArrayList<>();
  private long lastId;

  private SpanStore open(long maxBytes) {
    return SqliteSpanStore.open(
        folder.resolve("store.db").toString(),
        new StoreOptions(false, maxBytes, false),
        SqliteSettings.DEFAULTS.withPruneStep(5));
  }

  /** Traces and sessions cross: a trace has spans of several sessions, and the other way round. */
  private List<StoredSpan> batch(Random random, String filling) {
    List<StoredSpan> spans = new ArrayList<>();
    for (int i = 1 + random.nextInt(60); i > 0; i--) {
      spans.add(
          SampleSpan.of(++lastId)
              .session("s" + random.nextInt(SESSIONS))
              .trace(1 + random.nextInt(TRACES))
              .put("filling", filling)
              .build());
    }
    return spans;
  }

  private static Map<String, Long> traces(SpanStore store) {
    return store.reader().traces(SpanQuery.ALL).stream()
        .collect(Collectors.toMap(TraceSummary::traceId, TraceSummary::spans));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void twoWriters_agree_whileSessionsAreDeleted(long seed) {
    Random random = new Random(seed);
    try (SpanStore one = open(0);
        SpanStore other = open(0)) {
      for (int i = 0; i < 60; i++) {
        SpanStore writer = random.nextBoolean() ? one : other;
        if (random.nextInt(8) == 0) {
          String session = "s" + random.nextInt(SESSIONS);
          writer.delete(SpanDeletion.ofSession(session));
          kept.removeIf(span -> session.equals(span.string(Fulgurite.SESSION_ID)));
        } else {
          List<StoredSpan> batch = batch(random, "");
          writer.append(batch, null);
          kept.addAll(batch);
        }
      }

      Map<String, Long> expected =
          kept.stream()
              .collect(
                  Collectors.groupingBy(StoredSpan::traceId, TreeMap::new, Collectors.counting()));
      assertThat(traces(one)).isEqualTo(expected).isEqualTo(traces(other));
      assertThat(one.check()).isEmpty();
    }
  }

  @Test
  void traces_comeAgain_afterTheyWerePrunedByThisWriter() {
    Random random = new Random(5);
    try (SpanStore store = open(400_000)) {
      for (int i = 0; i < 60; i++) {
        store.append(batch(random, TestStores.noise(random)), null);
        assertThat(store.check()).isEmpty();
      }

      assertThat(TestStores.count(store)).isBetween(1, 400);
    }
  }
}
