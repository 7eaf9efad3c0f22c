package dev.fulgurite.exporter.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.Retention;
import dev.fulgurite.exporter.store.Retention.Keep;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.testkit.RetentionContract;
import dev.fulgurite.testkit.SampleSpan;
import dev.fulgurite.testkit.TestClock;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RetentionTest extends RetentionContract {
  private static final Retention FIVE_SPANS = new Retention(Duration.ZERO, 5, Set.of());

  private String schema = "";

  @Override
  protected SpanStore open(long maxBytes, Retention retention, Clock clock) throws SQLException {
    String location = TestServer.running().freshLocation();
    schema = location.substring(location.indexOf('=') + 1);
    return PostgresqlSpanStore.open(
        ServerAddress.parse(location),
        new StoreOptions(false, maxBytes, false, retention),
        new PruneSettings(clock, 7));
  }

  private static void append(SpanStore store, String session, long first, int count) {
    store.append(
        LongStream.range(first, first + count)
            .mapToObj(id -> SampleSpan.of(id).session(session).build())
            .toList(),
        null);
  }

  private static int count(SpanStore store) {
    return store.reader().spans(SpanQuery.ALL).spans().size();
  }

  private void serverRefusesRemoval() throws SQLException {
    TestServer.running()
        .execute(
            "CREATE FUNCTION %s.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$"
                .formatted(schema),
            "CREATE TRIGGER refuse BEFORE DELETE ON %1$s.fulgurite_span EXECUTE FUNCTION %1$s.refuse()"
                .formatted(schema));
  }

  @Test
  void append_stands_whenWhatIsTooMuchCannotBeRemoved_andTheNextTriesAgain() throws Exception {
    try (SpanStore store = open(0, FIVE_SPANS, new TestClock())) {
      serverRefusesRemoval();
      append(store, "s", 1, 5);
      append(store, "s", 11, 3);

      assertThat(count(store)).isEqualTo(8);
      assertThat(store.reader().pruned()).isEqualTo(Pruned.NONE);

      TestServer.running().execute("DROP TRIGGER refuse ON " + schema + ".fulgurite_span");
      append(store, "s", 21, 1);

      assertThat(count(store)).isEqualTo(5);
      assertThat(store.reader().pruned()).isEqualTo(new Pruned(4, 0));
    }
  }

  /** Nobody can read whether it is tagged. */
  @Test
  void damagedSpan_doesNotKeepItsSession() throws Exception {
    Retention rules = new Retention(Duration.ofHours(1), 0, Set.of(Keep.TAGGED));
    TestClock clock = new TestClock();
    try (SpanStore store = open(0, rules, clock)) {
      store.append(List.of(SampleSpan.of(1).put(Fulgurite.TAGS, "gold").build()), null);
      TestServer.running()
          .execute(
              "UPDATE %s.fulgurite_span SET body = set_bit(body, 0, 1 - get_bit(body, 0))"
                  .formatted(schema));
      clock.set(Duration.ofHours(2));

      append(store, "new", 11, 1);

      assertThat(store.reader().pruned()).isEqualTo(new Pruned(1, 1));
    }
  }

  @Test
  void rules_areHeld_byItsProvider() {
    Retention all = new Retention(Duration.ofDays(1), 5, Set.of(Keep.values()));

    assertThat(SpanStores.holds("postgresql://h/d", all, getClass().getClassLoader())).isTrue();
  }
}
