package dev.fulgurite.exporter.sqlite;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.AttributePredicate;
import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.InMemorySpanStore;
import dev.fulgurite.exporter.store.SpanField;
import dev.fulgurite.exporter.store.SpanFilter;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.AgentTraces;
import dev.fulgurite.testkit.QuerySamples;
import dev.fulgurite.testkit.SampleSpan;
import io.opentelemetry.api.common.AttributeKey;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the index behind the writer finds, and what it must not lose. */
class IndexTest {
  private static final int QUERIES = 1_500;

  @TempDir Path folder;

  private SqliteSpanStore open(boolean index) {
    return open(index, 0);
  }

  private SqliteSpanStore open(boolean index, long maxBytes) {
    return SqliteSpanStore.open(
        folder.resolve("store.db").toString(),
        new StoreOptions(false, maxBytes, index),
        SqliteSettings.DEFAULTS);
  }

  private static void append(SpanStore store, SampleSpan... spans) {
    store.append(Stream.of(spans).map(SampleSpan::build).toList(), null);
  }

  @Test
  void answers_areTheReferences_whenMostIsIndexed() {
    List<StoredSpan> spans = AgentTraces.generate(11, 25);
    int indexed = spans.size() * 4 / 5;
    QuerySamples queries = new QuerySamples(12, spans);

    try (SpanStore reference = InMemorySpanStore.create();
        SqliteSpanStore store = open(false)) {
      reference.append(spans, null);
      store.append(spans.subList(0, indexed), null);
      store.fillIndex();
      store.append(spans.subList(indexed, spans.size()), null);
      assertThat(store.reader().unindexed()).isEqualTo(spans.size() - indexed);

      for (int i = 0; i < QUERIES; i++) {
        SpanQuery query = queries.next();
        assertThat(store.reader().spans(query).spans())
            .isEqualTo(reference.reader().spans(query).spans());
      }
      assertThat(store.reader().attributes()).isEqualTo(reference.reader().attributes());
    }
  }

  @Test
  void noise_isIndexedInSmallSteps() throws SQLException {
    try (SqliteSpanStore store = open(false)) {
      for (int i = 0; i < 20; i++) {
        String noise =
            new Random(i).ints(1_000).mapToObj(Integer::toHexString).collect(joining(" "));
        append(store, SampleSpan.of(i).put("noise", noise));
      }

      StoreFile file = StoreFile.at(folder.resolve("store.db").toString());
      try (SqlSession session = Connections.forReading(file, SqliteSettings.DEFAULTS)) {
        IndexBatch batch = IndexBatch.read(session).orElseThrow();
        assertThat(batch.words()).hasSizeBetween(4_000, 5_100);
      }
      store.fillIndex();
      assertThat(store.reader().unindexed()).isZero();
    }
  }

  @Test
  void check_isSilent_whileTheIndexGrows() {
    List<StoredSpan> spans = AgentTraces.generate(13, 40);
    int step = spans.size() / 20;
    try (SqliteSpanStore store = open(false)) {
      for (int i = 0; i + step <= spans.size(); i += step) {
        store.append(spans.subList(i, i + step), null);
        store.fillIndex();

        assertThat(store.check()).isEmpty();
      }
    }
  }

  @Test
  void text_isFoundAnywhereInWords() {
    try (SqliteSpanStore store = open(false)) {
      append(
          store,
          SampleSpan.of(1).name("The planner Timed OUT at 4711-0815"),
          SampleSpan.of(2).put("k", "x".repeat(100) + "needle" + "y".repeat(100)),
          SampleSpan.of(3).put(AttributeKey.stringArrayKey("k"), List.of("Größe", "\u8d85\u65f6")),
          SampleSpan.of(4).put("k", "\ud801\udc00 deseret \u212aelvin"));
      store.fillIndex();
      assertThat(store.reader().unindexed()).isZero();

      for (String text : List.of("planner", "lanne", "PLAN", "ner ti", "d out", "11-0", "p")) {
        assertThat(starts(store, text)).as(text).contains(1L);
      }
      for (String text : List.of("edl", "xneedley", "x".repeat(60), "y".repeat(90))) {
        assertThat(starts(store, text)).as(text).containsExactly(2L);
      }
      assertThat(starts(store, "GR\u00d6SSE")).isEmpty();
      assertThat(starts(store, "r\u00d6\u00dfe")).containsExactly(3L);
      assertThat(starts(store, "\u65f6")).containsExactly(3L);
      assertThat(starts(store, "\ud801\udc28 des")).containsExactly(4L);
      assertThat(starts(store, "kelvin")).containsExactly(4L);
      assertThat(starts(store, "planner out")).isEmpty();
    }
  }

  @Test
  void attributes_areFoundByWhatTheyEqual_whateverTheirType() {
    try (SqliteSpanStore store = open(false)) {
      append(
          store,
          SampleSpan.of(1).put("k", 10),
          SampleSpan.of(2).put(AttributeKey.doubleKey("k"), 10.0),
          SampleSpan.of(3).put("k", "10"),
          SampleSpan.of(4).put(AttributeKey.longArrayKey("k"), List.of(1L, 10L)),
          SampleSpan.of(5).put(AttributeKey.booleanKey("k"), true),
          SampleSpan.of(6).put("other", 10),
          SampleSpan.of(7).put("k", "z".repeat(1000)));
      store.fillIndex();

      assertThat(starts(store, "k", Operator.EQUALS, 10L)).containsExactly(1L, 2L, 3L, 4L);
      assertThat(starts(store, "k", Operator.EQUALS, " 1e1")).containsExactly(1L, 2L, 4L);
      assertThat(starts(store, "k", Operator.EQUALS, true)).containsExactly(5L);
      assertThat(starts(store, "k", Operator.EQUALS, "z".repeat(1000))).containsExactly(7L);
      assertThat(starts(store, "k", Operator.NOT_EQUALS, 10L)).containsExactly(5L, 6L, 7L);
      assertThat(starts(store, "k", Operator.CONTAINS, "zzz")).containsExactly(7L);
      assertThat(starts(store, "k", Operator.EXISTS, "")).doesNotContain(6L).hasSize(6);
    }
  }

  @Test
  void text_isFound_whenThereIsNoRoomForItsWords() {
    try (SqliteSpanStore store = open(false, 1 << 20)) {
      for (int i = 1; i < 600; i++) {
        append(store, SampleSpan.of(i).name("number" + i * 7919));
        store.fillIndex();
      }

      assertThat(starts(store, "ber" + 7919 * 599)).containsExactly(599L);
      assertThat(starts(store, "umber7919")).contains(1L);
    }
  }

  @Test
  void filters_ofAnyLength_areAnswered() {
    List<Long> many = LongStream.range(0, 3_000).boxed().toList();
    try (SqliteSpanStore store = open(false)) {
      append(store, SampleSpan.of(1).name("word ".repeat(300)).put("k", 2_999));
      store.fillIndex();

      assertThat(starts(store, "k", Operator.IN, many)).containsExactly(1L);
      assertThat(starts(store, "k", Operator.IN, List.of())).isEmpty();
      assertThat(starts(store, "word ".repeat(250))).containsExactly(1L);
      SpanFilter filter = new SpanFilter.Field(SpanField.NAME, Operator.IN, many);
      assertThat(starts(store, SpanQuery.builder().setFilter(filter))).isEmpty();
      for (int i = 0; i < 200; i++) {
        filter = new SpanFilter.Not(new SpanFilter.Not(filter));
      }
      assertThat(starts(store, SpanQuery.builder().setFilter(filter))).isEmpty();
    }
  }

  @Test
  void index_isFilledBehindAppends_andByNoOtherProcessMeanwhile() {
    try (SqliteSpanStore store = open(true)) {
      append(store, SampleSpan.of(1).name("first"));
      Awaitility.await().until(() -> store.reader().unindexed() == 0);
      try (SqliteSpanStore other = open(false)) {
        append(other, SampleSpan.of(2).name("second"));
        other.fillIndex();

        assertThat(other.reader().unindexed()).isEqualTo(1);
        assertThat(starts(other, "second")).containsExactly(2L);
      }
    }
    try (SqliteSpanStore next = open(false)) {
      next.fillIndex();

      assertThat(next.reader().unindexed()).isZero();
      assertThat(next.check()).isEmpty();
    }
  }

  @Test
  void index_losesWhatIsPruned() throws Exception {
    try (SqliteSpanStore store = open(false)) {
      append(
          store,
          SampleSpan.of(1).name("secret").session("a"),
          SampleSpan.of(2).name("kept").session("b"));
      store.fillIndex();
    }
    Path path = folder.resolve("store.db");
    try (SqlSession session =
        Connections.forWriting(StoreFile.at(path.toString()), SqliteSettings.DEFAULTS)) {
      session.inTransaction(locked -> new SpanRemoval(locked, "SELECT 1").remove());

      assertThat(found(session, "secret")).isZero();
      assertThat(found(session, "kept")).isEqualTo(1);
    }
    try (SqliteSpanStore store = open(false)) {
      assertThat(starts(store, "e")).containsExactly(2L);
    }
  }

  private static Long found(SqlSession session, String word) throws Exception {
    return session.number("SELECT count(*) FROM span_index WHERE span_index MATCH ?", word);
  }

  private static List<Long> starts(SpanStore store, String text) {
    return starts(store, SpanQuery.builder().setText(text));
  }

  private static List<Long> starts(SpanStore store, String key, Operator operator, Object value) {
    SpanFilter filter = new SpanFilter.Attribute(new AttributePredicate(key, operator, value));
    return starts(store, SpanQuery.builder().setFilter(filter));
  }

  private static List<Long> starts(SpanStore store, SpanQuery.Builder query) {
    return store.reader().spans(query.build()).spans().stream()
        .map(StoredSpan::startEpochNanos)
        .toList();
  }
}
