package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.InMemorySpanStore;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import io.opentelemetry.api.trace.StatusCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Summaries that are kept say what the spans say. */
class SummaryTest {
  private static final List<String> AGENTS = List.of("planner", "solver");

  @TempDir Path folder;
  private Path path;
  private final Random random = new Random(3);
  private long lastId;

  @BeforeEach
  void name() {
    path = folder.resolve("store.db");
  }

  /** In few sessions and traces, which cross, with starts that are tied. */
  private List<StoredSpan> tangle(int count) {
    List<StoredSpan> spans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      spans.add(tangled().build());
    }
    return spans;
  }

  private SampleSpan tangled() {
    SampleSpan span =
        SampleSpan.of(++lastId)
            .trace(random.nextInt(6))
            .name("name-" + random.nextInt(5))
            .start(random.nextInt(40) * 300_000_000_000L)
            .lasting(random.nextInt(3) * 1_000_000_000_000L);
    if (random.nextInt(4) > 0) {
      span.session("session-" + random.nextInt(4));
    }
    if (random.nextInt(3) == 0) {
      span.put(Fulgurite.USER_ID, "user-" + random.nextInt(3));
    }
    if (random.nextBoolean()) {
      span.parent(random.nextInt(9) + 1).put(Fulgurite.SESSION_SOURCE, "framework");
    }
    if (random.nextInt(3) > 0) {
      span.put(GenAi.AGENT_NAME, AGENTS.get(random.nextInt(2)));
    }
    return kind(span);
  }

  private SampleSpan kind(SampleSpan span) {
    switch (random.nextInt(4)) {
      case 0 ->
          span.put(GenAi.OPERATION_NAME, GenAi.CHAT)
              .put(GenAi.REQUEST_MODEL, "model-" + random.nextInt(2))
              .put(GenAi.USAGE_INPUT_TOKENS, random.nextInt(100))
              .put(GenAi.USAGE_OUTPUT_TOKENS, random.nextInt(100));
      case 1 -> span.put(GenAi.OPERATION_NAME, GenAi.EXECUTE_TOOL);
      case 2 ->
          span.put(AgentLightning.SEQUENCE_ID, random.nextInt(3)).reward(random.nextInt(9) / 8.0);
      default -> span.status(StatusCode.ERROR, "");
    }
    return span;
  }

  private static void assertSame(SpanReader actual, SpanReader expected) {
    for (SpanQuery.Order order : SpanQuery.Order.values()) {
      for (int limit : new int[] {1, 3, 100}) {
        SpanQuery query = SpanQuery.builder().setOrder(order).setLimit(limit).build();
        assertThat(actual.sessions(query)).isEqualTo(expected.sessions(query));
        assertThat(actual.traces(query)).isEqualTo(expected.traces(query));
        assertThat(actual.agents(query)).isEqualTo(expected.agents(query));
      }
    }
    expected
        .traces(SpanQuery.ALL)
        .forEach(
            trace -> {
              SpanQuery query = SpanQuery.builder().setTraceId(trace.traceId()).build();
              assertThat(actual.traces(query)).containsExactly(trace);
            });
  }

  @Test
  void summaries_areTheReferences_whenTwoStoresWriteOneFile() {
    try (SpanStore first = TestStores.open(path);
        SpanStore second = TestStores.open(path);
        SpanStore reference = InMemorySpanStore.create()) {
      for (int i = 0; i < 60; i++) {
        List<StoredSpan> spans = tangle(1 + random.nextInt(20));
        (i % 2 == 0 ? first : second).append(spans, null);
        (i % 3 == 0 ? first : second).append(spans.subList(0, 1), null);
        reference.append(spans, null);
      }

      assertSame(first.reader(), reference.reader());
      assertThat(second.check()).isEmpty();
    }
  }

  @Test
  void summaries_sayWhatIsLeft_whenSpansGo() throws Exception {
    try (SpanStore reference = InMemorySpanStore.create()) {
      try (SpanStore store = TestStores.open(path)) {
        store.append(tangle(600), null);
      }
      try (SqlSession session =
          Connections.forWriting(StoreFile.at(path.toString()), SqliteSettings.DEFAULTS)) {
        for (int i = 0; i < 7; i++) {
          remove(session, "SELECT seq FROM span WHERE seq % 11 = ?", i);
        }
        remove(session, "SELECT seq FROM span WHERE trace_id = ?", 2);
        remove(session, "SELECT seq FROM span WHERE session_id = ? AND reward NOT NULL", 1);
      }
      try (SpanStore store = TestStores.open(path)) {
        SpanQuery arrived =
            SpanQuery.builder().setOrder(SpanQuery.Order.ARRIVAL).setLimit(999).build();
        List<StoredSpan> left = store.reader().spans(arrived).spans();
        assertThat(left).hasSizeBetween(100, 250);
        reference.append(left, null);

        assertSame(store.reader(), reference.reader());
        assertThat(store.check()).isEmpty();
      }
    }
  }

  private static void remove(SqlSession session, String some, long value) throws Exception {
    int removed = session.inTransaction(locked -> new SpanRemoval(locked, some, value).remove());
    assertThat(removed).isPositive();
  }

  @Test
  void summaries_sayWhatIsLeft_whenTheFileIsFull() {
    try (SpanStore store =
        SqliteSpanStore.open(
            path.toString(), new StoreOptions(false, 400_000), SqliteSettings.DEFAULTS)) {
      for (int i = 0; i < 60; i++) {
        List<StoredSpan> spans = tangle(20);
        String session = "long-" + i / 20;
        spans.add(
            tangled().session(session).put("noise", TestStores.noise(random).repeat(3)).build());
        store.append(spans, null);
      }

      assertThat(store.reader().pruned().spans()).isPositive();
      assertThat(store.check()).isEmpty();
    }
  }

  @Test
  void rebuild_makesThemRight_whenTheyAreNot() throws Exception {
    try (SpanStore store = TestStores.open(path)) {
      store.append(tangle(300), null);
    }
    TestStores.sql(
        path,
        "UPDATE session SET spans = 1, user_id = NULL, reward = 7, start_nanos = 1",
        "UPDATE trace SET spans = 1, root_name_id = NULL, session_id = 1",
        "DELETE FROM session_trace WHERE trace_id % 2",
        "UPDATE agent_hour SET rewards = 5, agent_id = agent_id + 10",
        "DELETE FROM reward WHERE seq < 100");
    try (SpanStore store = TestStores.open(path)) {
      assertThat(store.check()).hasSizeGreaterThan(4);
    }

    try (SqlSession session =
        Connections.forWriting(StoreFile.at(path.toString()), SqliteSettings.DEFAULTS)) {
      session.inTransaction(
          locked -> {
            SummaryRebuild.run(locked);
            return true;
          });
    }

    lastId = 0;
    random.setSeed(3);
    try (SpanStore store = TestStores.open(path);
        SpanStore reference = InMemorySpanStore.create()) {
      assertThat(store.check()).isEmpty();
      reference.append(tangle(300), null);
      assertSame(store.reader(), reference.reader());
    }
  }
}
