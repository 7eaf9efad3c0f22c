package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.AttributePredicate;
import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.SpanField;
import dev.fulgurite.exporter.store.SpanFilter;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanQuery.Order;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import io.opentelemetry.api.trace.StatusCode;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That SQLite reads by an index what people ask for, and sorts nothing long. */
class QueryPlanTest {
  private static final int SPANS = 3_000;

  @TempDir static Path folder;

  @BeforeAll
  static void fill() {
    try (SqliteSpanStore store =
        SqliteSpanStore.open(path(), new StoreOptions(false, 0, false), SqliteSettings.DEFAULTS)) {
      store.append(LongStream.range(1, SPANS).mapToObj(QueryPlanTest::span).toList(), null);
      store.fillIndex();
    }
  }

  private static String path() {
    return folder.resolve("store.db").toString();
  }

  private static StoredSpan span(long id) {
    return SampleSpan.of(id)
        .name("name " + id % 7)
        .session("session-" + id / 100)
        .put(AgentLightning.ROLLOUT_ID, "rollout-" + id / 500)
        .put(GenAi.AGENT_NAME, "agent-" + id % 50)
        .put("retries", id % 100)
        .build();
  }

  @Test
  void spans_areSought() throws SQLException {
    assertThat(plan(SpanQuery.builder().setTraceId(SampleSpan.traceId(5))))
        .contains("span_by_trace");
    SpanFilter first8 = new SpanFilter.Field(SpanField.TRACE, Operator.PREFIX, "00000000");
    assertThat(plan(SpanQuery.builder().setFilter(first8))).contains("span_by_trace");
    assertThat(plan(SpanQuery.builder().setSessionId("session-3")))
        .contains("span_by_session")
        .doesNotContain("TEMP B-TREE");
    assertThat(plan(SpanQuery.builder().setSessionId("session-3").setKind(EventKind.SPAN)))
        .contains("span_by_session");
    assertThat(plan(SpanQuery.builder().setKind(EventKind.LLM).setStartedFrom(7L)))
        .contains("span_by_kind (event_kind=? AND start_nanos>?)")
        .doesNotContain("TEMP B-TREE");
    assertThat(plan(SpanQuery.builder().setRolloutId("rollout-2"))).contains("context_by_rollout");
    assertThat(plan(SpanQuery.builder().setText("ame 3"))).contains("span_index");
    assertThat(plan(having("retries", 7L))).contains("span_index");
    assertThat(
            plan(
                SpanQuery.builder()
                    .setFilter(new SpanFilter.Field(SpanField.AGENT, Operator.EQUALS, "agent-3"))))
        .contains("span_index");
  }

  @Test
  void spans_areReadInOrder_whereNothingLeadsToThem() throws SQLException {
    for (Order order : List.of(Order.NEWEST_FIRST, Order.OLDEST_FIRST)) {
      assertThat(plan(SpanQuery.builder().setOrder(order)))
          .contains("MERGE", "span_by_kind")
          .doesNotContain("TEMP B-TREE");
      assertThat(plan(SpanQuery.builder().setOrder(order).setStatus(StatusCode.ERROR)))
          .contains("MERGE", "span_by_kind")
          .doesNotContain("TEMP B-TREE");
      assertThat(plan(SpanQuery.builder().setOrder(order).setCursor("100:100")))
          .contains("start_nanos" + (order == Order.NEWEST_FIRST ? '<' : '>'));
    }
  }

  /** A session of 25,000 spans, of which one is wanted. */
  @Test
  void fewSpansOfALongSession_areSoughtByWhatTheyHave(@TempDir Path other) throws SQLException {
    String path = other.resolve("long.db").toString();
    try (SqliteSpanStore store =
        SqliteSpanStore.open(path, new StoreOptions(false, 0, false), SqliteSettings.DEFAULTS)) {
      store.append(LongStream.range(1, 25_001).mapToObj(QueryPlanTest::step).toList(), null);
      store.fillIndex();
    }
    try (SqlSession session = Connections.forReading(StoreFile.at(path), SqliteSettings.DEFAULTS)) {
      assertThat(plan(session, having("step", "last").setSessionId("long")))
          .contains("span_index")
          .doesNotContain("span_by_session");
      assertThat(plan(session, having("step", "each").setSessionId("long")))
          .contains("span_by_session");
      assertThat(plan(session, having("step", "last").setSessionId("nobody")))
          .contains("span_by_session");
    }
  }

  private static StoredSpan step(long id) {
    return SampleSpan.of(id)
        .session(id % 1_000 == 0 ? "short" : "long")
        .put("step", id == 24_999 ? "last" : "each")
        .build();
  }

  @Test
  void limit_isSqlites_onlyWhereNothingIsLeftToTheMatcher() throws SQLException {
    try (SqlSession session = session()) {
      assertThat(sql(session, SpanQuery.builder().setRolloutId("r").setLimit(3)))
          .endsWith("LIMIT ?");
      assertThat(sql(session, having("retries", 7L).setLimit(3))).doesNotContain("LIMIT ?");
      assertThat(sql(session, SpanQuery.builder().setName("a?").setLimit(3)))
          .doesNotContain("LIMIT ?");
    }
  }

  private static SpanQuery.Builder having(String key, Object value) {
    return SpanQuery.builder().addAttribute(new AttributePredicate(key, Operator.EQUALS, value));
  }

  private static SqlSession session() throws SQLException {
    return Connections.forReading(StoreFile.at(path()), SqliteSettings.DEFAULTS);
  }

  private static String sql(SqlSession session, SpanQuery.Builder query) throws SQLException {
    return new QuerySql(session, query.build()).ordered().sql();
  }

  /** Without a scan of the spans, which none may have. */
  private static String plan(SpanQuery.Builder query) throws SQLException {
    try (SqlSession session = session()) {
      return plan(session, query);
    }
  }

  /** Each trace of a session is asked for when spans go, and a session may be long. */
  @Test
  void traceOfASession_isSoughtInTheTrace() throws SQLException {
    try (SqlSession session = session()) {
      assertThat(plan(session, new Select(SpanRemoval.NO_TRACE_OF_SESSION, List.of(1, 1))))
          .contains("span_by_trace")
          .doesNotContain("span_by_session");
    }
  }

  private static String plan(SqlSession session, SpanQuery.Builder query) throws SQLException {
    return plan(session, new QuerySql(session, query.build()).ordered());
  }

  private static String plan(SqlSession session, Select select) throws SQLException {
    List<String> plan = new ArrayList<>();
    Select explained = new Select("EXPLAIN QUERY PLAN " + select.sql(), select.values());
    try (ResultSet rows = explained.prepare(session).executeQuery()) {
      while (rows.next()) {
        plan.add(rows.getString(4));
      }
    }
    assertThat(plan).noneMatch(step -> step.matches("SCAN (p|span)\\b.*"));
    return String.join("\n", plan);
  }
}
