package dev.fulgurite.exporter.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresqlSpanStoreTest {
  private static final StoreOptions SMALL = new StoreOptions(false, 20_000);

  private TestServer server;
  private String location;

  @BeforeEach
  void freshLocation() throws SQLException {
    server = TestServer.running();
    location = server.freshLocation();
  }

  @Test
  void open_isDoneByUrl() {
    String url = "postgresql:" + location;
    ClassLoader loader = getClass().getClassLoader();

    try (SpanStore store = SpanStores.open(url, StoreOptions.defaults(), loader)) {
      assertThat(store).hasToString("postgresql://127.0.0.1:" + server.port() + "/postgres");
      assertThat(store.outbox()).isPresent();
    }
    assertThat(SpanStores.hasOutbox(url, loader)).isTrue();
  }

  @Test
  void store_isThere_whenOpenedAgain() {
    try (SpanStore store = open(StoreOptions.defaults())) {
      store.append(spans("s", 1, 3), null);
    }

    try (SpanStore store = open(StoreOptions.forReading())) {
      assertThat(store.reader().spans(SpanQuery.ALL).spans()).hasSize(3);
      assertThat(store.outbox()).isEmpty();
      assertThatThrownBy(() -> store.append(spans("s", 4, 1), null))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("opened for reading");
    }
  }

  @Test
  void open_refuses_whenThereIsNothingToRead() {
    assertThatThrownBy(() -> open(StoreOptions.forReading()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("nothing was ever stored there");
  }

  @Test
  void open_refuses_whenANewerFulguriteMadeIt() throws SQLException {
    open(StoreOptions.defaults()).close();
    server.execute("UPDATE " + table("store") + " SET version = 99");

    assertThatThrownBy(() -> open(StoreOptions.defaults()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("layout 99");
  }

  @Test
  void open_namesTheRemedy_whenNobodyListens() {
    assertThatThrownBy(
            () ->
                new PostgresqlStoreProvider()
                    .open("//u:secret@127.0.0.1:1/db", StoreOptions.defaults()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be reached")
        .hasMessageNotContaining("secret");
  }

  @Test
  void open_namesTheRemedy_whenTheSchemaIsMissing() {
    assertThatThrownBy(
            () ->
                new PostgresqlStoreProvider()
                    .open(location.replace("=test_", "=absent_"), StoreOptions.defaults()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("currentSchema");
  }

  @Test
  void append_goesOn_whenTheServerHasCutTheConnections() throws SQLException {
    try (SpanStore store = open(StoreOptions.defaults())) {
      store.append(spans("s", 1, 1), null);
      assertThat(count(store)).isEqualTo(1);

      server.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name = 'fulgurite'");

      assertThat(store.append(spans("s", 2, 1), null)).isEqualTo(1);
      assertThat(count(store)).isEqualTo(2);
    }
  }

  @Test
  void append_keepsTheBound_byRemovingTheSessionSilentLongest() {
    try (SpanStore store = open(SMALL)) {
      store.append(spans("a", 1, 5), null);
      store.append(spans("b", 11, 5), null);
      store.append(spans("a", 21, 5), null);
      store.append(spans("c", 31, 5), null);

      assertThat(sessions(store)).containsExactly("a", "c");
      assertThat(store.reader().pruned()).isEqualTo(new Pruned(5, 1));
      assertThat(store.check()).isEmpty();
    }
  }

  @Test
  void append_staysWhole_whenItAloneIsOverTheBound() {
    try (SpanStore store = open(SMALL)) {
      store.append(spans("a", 1, 5), null);

      store.append(spans("a", 11, 40), null);

      assertThat(count(store)).isEqualTo(40);
      assertThat(store.reader().pruned()).isEqualTo(new Pruned(5, 0));
    }
  }

  @Test
  void pruned_isCountedForThoseWhoHadNotComeThere() {
    try (SpanStore store = open(SMALL)) {
      store.outbox().orElseThrow().begin("otlp", 0);
      store.append(spans("a", 1, 15), null);
      store.append(spans("b", 21, 15), null);

      assertThat(store.outbox().orElseThrow().backlog("otlp").spans()).isEqualTo(15);
    }
  }

  @Test
  void check_findsAFlippedBit() throws SQLException {
    try (SpanStore store = open(StoreOptions.defaults())) {
      store.append(spans("s", 1, 3), null);
      server.execute(
          "UPDATE "
              + table("span")
              + " SET body = set_bit(body, 99, 1 - get_bit(body, 99))"
              + " WHERE seq = 2");

      assertThat(store.check()).singleElement().asString().contains("span 2", "checksum");
      assertThatThrownBy(() -> store.reader().spans(SpanQuery.ALL))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("span 2");
    }
  }

  private SpanStore open(StoreOptions options) {
    return new PostgresqlStoreProvider().open(location, options);
  }

  private String table(String name) {
    return location.substring(location.indexOf('=') + 1) + ".fulgurite_" + name;
  }

  /** Each of about 1,300 bytes. */
  private static List<StoredSpan> spans(String session, long first, int count) {
    return LongStream.range(first, first + count)
        .mapToObj(id -> SampleSpan.of(id).session(session).put("k", "v".repeat(900)).build())
        .toList();
  }

  private static int count(SpanStore store) {
    return store.reader().spans(SpanQuery.ALL).spans().size();
  }

  private static List<String> sessions(SpanStore store) {
    return store.reader().sessions(SpanQuery.ALL).stream().map(SessionSummary::sessionId).toList();
  }
}
