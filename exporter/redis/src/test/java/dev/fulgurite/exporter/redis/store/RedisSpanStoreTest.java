package dev.fulgurite.exporter.redis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.redis.RedisLink;
import dev.fulgurite.exporter.redis.SharedRedis;
import dev.fulgurite.exporter.redis.TestCommands;
import dev.fulgurite.exporter.redis.TestRedis;
import dev.fulgurite.exporter.store.Outbox;
import dev.fulgurite.exporter.store.OutboxLease;
import dev.fulgurite.exporter.store.OutboxStep;
import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.SpanPage;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.AgentTraces;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the contract cannot know: several machines, and a server that dies. */
class RedisSpanStoreTest {
  private static final ClassLoader LOADER = RedisSpanStoreTest.class.getClassLoader();
  private static final SpanQuery ALL = SpanQuery.builder().setLimit(10_000).build();

  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  private final String url = REDIS.url() + "?store=" + REDIS.name();
  private final List<StoredSpan> spans = AgentTraces.generate(5, 20);

  private SpanStore open() {
    return SpanStores.open(url, StoreOptions.defaults(), LOADER);
  }

  private SpanStore open(StoreOptions options) {
    return SpanStores.open(url, options, LOADER);
  }

  private static List<StoredSpan> all(SpanStore store) {
    return store.reader().spans(ALL).spans();
  }

  @Test
  void machines_seeEachOthersSpansAndDeletions() {
    try (SpanStore one = open();
        SpanStore other = open()) {
      one.append(spans.subList(0, 50), null);
      assertThat(all(other)).hasSize(50);
      other.append(spans, null);
      assertThat(all(one)).hasSize(spans.size()).isEqualTo(all(other));

      String session = one.reader().sessions(ALL).get(0).sessionId();
      Pruned gone = other.delete(SpanDeletion.ofSession(session));

      assertThat(gone.spans()).isPositive();
      assertThat(all(one)).hasSize((int) (spans.size() - gone.spans())).isEqualTo(all(other));
      assertThat(one.reader().pruned()).isEqualTo(gone);
    }
  }

  @Test
  void whoComesLater_hasTheSamePlaces_whateverWasRemoved() {
    try (SpanStore one = open()) {
      one.append(spans, null);
      SpanQuery page = SpanQuery.builder().setLimit(20).setOrder(SpanQuery.Order.ARRIVAL).build();
      SpanPage first = one.reader().spans(page);
      one.delete(SpanDeletion.ofSession(one.reader().sessions(ALL).get(0).sessionId()));
      SpanQuery next = page.toBuilder().setCursor(first.nextCursor()).build();

      try (SpanStore later = open()) {
        assertThat(all(later)).isEqualTo(all(one));
        assertThat(later.reader().spans(next)).isEqualTo(one.reader().spans(next));
        assertThat(later.reader().endCursor()).isEqualTo(one.reader().endCursor());
        assertThat(later.reader().pruned()).isEqualTo(one.reader().pruned());
        assertThat(later.check()).isEmpty();
      }
    }
  }

  @Test
  void outbox_goesOnWhereAnotherMachineStopped() {
    Instant now = Instant.parse("2026-11-21T12:00:00Z");
    OutboxLease lease = new OutboxLease("otlp", "me", now.plusSeconds(10));
    try (SpanStore one = open();
        SpanStore other = open()) {
      one.append(spans, null);
      Outbox outbox = one.outbox().orElseThrow();
      outbox.begin("otlp", 0);
      outbox.acquire(lease, now);
      outbox.advance(lease, List.of(new OutboxStep(3, outbox.newest(), 0)), null);

      Outbox theirs = other.outbox().orElseThrow();
      assertThat(theirs.positions("otlp")).isEqualTo(outbox.positions("otlp"));
      assertThat(theirs.backlog("otlp")).isEqualTo(outbox.backlog("otlp"));
      OutboxLease another = new OutboxLease("otlp", "them", now.plusSeconds(30));
      assertThat(theirs.acquire(another, now.plusSeconds(9))).contains(lease.until());
      assertThat(theirs.acquire(another, now.plusSeconds(10))).isEmpty();
    }
  }

  @Test
  void bound_takesTheSessionThatWasSilentLongest() {
    try (SpanStore store = open(new StoreOptions(false, 60_000))) {
      for (int i = 0; i < spans.size(); i += 10) {
        store.append(spans.subList(i, Math.min(spans.size(), i + 10)), null);
      }

      assertThat(store.reader().pruned().spans()).isPositive();
      assertThat(all(store)).hasSize((int) (spans.size() - store.reader().pruned().spans()));
      assertThat(all(store)).contains(spans.get(spans.size() - 1)).doesNotContain(spans.get(0));
      assertThat(store.check()).isEmpty();
    }
  }

  @Test
  void spans_surviveAKillOfTheServer() throws Exception {
    try (TestRedis redis = TestRedis.start();
        SpanStore store = SpanStores.open(redis.url(), StoreOptions.defaults(), LOADER)) {
      store.append(spans.subList(0, 100), null);
      redis.kill();
      redis.restart();
      store.append(spans, null);

      assertThat(all(store)).containsExactlyInAnyOrderElementsOf(spans);
      assertThat(store.check()).isEmpty();
    }
  }

  @Test
  void append_saysSo_whenTheServerIsFull_andKeepsNothingOfIt() {
    try (TestRedis redis = TestRedis.start();
        RedisLink link = RedisLink.create(redis.url());
        SpanStore store = SpanStores.open(redis.url(), StoreOptions.defaults(), LOADER)) {
      store.append(spans.subList(0, 10), null);
      link.await(link.ask(r -> TestCommands.send(r, "CONFIG", List.of("SET", "maxmemory", "1mb"))));

      assertThatThrownBy(() -> store.append(spans, null))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("raise its maxmemory");
      assertThat(all(store)).hasSize(10);

      link.await(link.ask(r -> TestCommands.send(r, "CONFIG", List.of("SET", "maxmemory", "0"))));
      store.append(spans, null);
      assertThat(all(store)).hasSize(spans.size());
    }
  }

  @Test
  void check_findsADamagedSpan() {
    try (SpanStore store = open()) {
      store.append(spans.subList(0, 10), null);
      String key = "{fulgurite:" + url.substring(url.indexOf('=') + 1) + "}:spans";
      REDIS.link().await(REDIS.link().ask(r -> r.xadd(key, Map.of("id", "x", "span", "AAAA"))));

      assertThat(store.check()).hasSize(2).anyMatch(line -> line.contains("cannot be read"));
      assertThat(all(store)).hasSize(10);
    }
  }

  @Test
  void readOnly_changesNothing() {
    try (SpanStore store = open()) {
      store.append(spans, null);
      try (SpanStore reader = open(StoreOptions.forReading())) {
        assertThat(all(reader)).hasSize(spans.size());
        assertThatThrownBy(() -> reader.append(spans, null))
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("reading only");
      }
    }
  }

  @Test
  void open_saysWhatIsWrong() {
    assertThatThrownBy(() -> SpanStores.open("redis://", StoreOptions.defaults(), LOADER))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("fulgurite.store=redis:// is no address of Redis");
    assertThatThrownBy(
            () -> SpanStores.open("redis://127.0.0.1:1", StoreOptions.defaults(), LOADER))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Connection refused");
    assertThatThrownBy(
            () -> SpanStores.open(REDIS.url() + "?store=none", StoreOptions.forReading(), LOADER))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("'none'")
        .hasMessageContaining("is not there");
  }
}
