package dev.fulgurite.exporter.store;

import static dev.fulgurite.exporter.store.TestSpans.inSession;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemorySpanStoreTest {
  private static final ClassLoader LOADER = InMemorySpanStoreTest.class.getClassLoader();

  @Test
  void append_evictsTheSessionSilentLongest_whenFull() {
    InMemorySpanStore store = InMemorySpanStore.create(4, Long.MAX_VALUE);
    store.append(List.of(inSession(1, "a"), inSession(2, "a"), inSession(3, "b")), null);
    store.append(List.of(inSession(4, "a")), null);

    store.append(List.of(inSession(5, "c")), null);

    assertThat(store.reader().sessions(SpanQuery.ALL))
        .extracting(SessionSummary::sessionId)
        .containsExactly("a", "c");
    assertThat(store.reader().pruned()).isEqualTo(new Pruned(1, 1));
  }

  @Test
  void append_keepsTheNewestSpans_whenOneSessionIsTheWholeStore() {
    InMemorySpanStore store = InMemorySpanStore.create(2, Long.MAX_VALUE);

    store.append(List.of(inSession(1, "a"), inSession(2, "a"), inSession(3, "a")), null);

    assertThat(store.reader().spans(SpanQuery.ALL).spans())
        .extracting(StoredSpan::name)
        .containsExactly("span 2", "span 3");
    assertThat(store.reader().pruned()).isEqualTo(new Pruned(1, 0));
  }

  @Test
  void append_evicts_whenBytesPassTheBound() {
    InMemorySpanStore store = InMemorySpanStore.create(1000, 100_000);
    Attributes big = Attributes.of(AttributeKey.stringKey("k"), "x".repeat(30_000));

    store.append(List.of(inSession(1, "a"), TestSpans.span(2, big)), null);
    store.append(List.of(TestSpans.span(3, big)), null);

    assertThat(store.reader().sessions(SpanQuery.ALL))
        .extracting(SessionSummary::sessionId)
        .containsExactly(TestSpans.TRACE);
    assertThat(store.reader().pruned().sessions()).isEqualTo(1);
  }

  @Test
  void append_evictsASessionsOldestSpans_whenItPassesItsOwnBound() {
    InMemorySpanStore store = InMemorySpanStore.builder().setMaxSessionSpans(2).build();
    store.outbox().orElseThrow().begin("otlp", 0);

    store.append(List.of(inSession(1, "a"), inSession(2, "a"), inSession(3, "b")), null);
    store.append(List.of(inSession(4, "a"), inSession(5, "a")), null);

    assertThat(store.reader().spans(SpanQuery.ALL).spans())
        .extracting(StoredSpan::name)
        .containsExactly("span 3", "span 4", "span 5");
    assertThat(store.reader().pruned()).isEqualTo(new Pruned(2, 0));
    assertThat(store.outbox().orElseThrow().backlog("otlp").spans()).isEqualTo(3);
  }

  @Test
  void append_keepsTheNewestSpan_whenItAlonePassesItsSessionsBytes() {
    InMemorySpanStore store = InMemorySpanStore.builder().setMaxSessionBytes(10_000).build();
    Attributes big = Attributes.of(AttributeKey.stringKey("k"), "x".repeat(30_000));
    store.append(List.of(TestSpans.span(1, big), inSession(2, "b")), null);

    store.append(List.of(TestSpans.span(3, big)), null);

    assertThat(store.reader().spans(SpanQuery.ALL).spans())
        .extracting(StoredSpan::name)
        .containsExactly("span 2", "span 3");
    assertThat(store.reader().pruned()).isEqualTo(new Pruned(1, 0));
  }

  @Test
  void summaries_takeTheRewardOfTheLargestSequence_whenStartsTie() {
    InMemorySpanStore store = InMemorySpanStore.create();
    store.append(List.of(reward(1, 0.1, 1), reward(2, 0.9, 3), reward(3, 0.2, 2)), null);

    SpanReader reader = store.reader();
    assertThat(reader.traces(SpanQuery.ALL).get(0).reward()).isEqualTo(0.9);
    assertThat(reader.sessions(SpanQuery.ALL).get(0).reward()).isEqualTo(0.9);
  }

  private static StoredSpan reward(long id, double value, long sequence) {
    return dev.fulgurite.exporter.TestSpans.span(id)
        .at(5, 5)
        .name("agentlightning.annotation")
        .with("agentlightning.reward.0.value", value)
        .with("agentlightning.span_sequence_id", sequence)
        .build();
  }

  @Test
  void create_refuses_whenABoundIsBelowOne() {
    assertThatThrownBy(() -> InMemorySpanStore.create(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxSpans");
    assertThatThrownBy(() -> InMemorySpanStore.builder().setMaxSessionBytes(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxSessionBytes");
  }

  @Test
  void open_givesAnEmptyStore_whenTheUrlIsMemory() {
    try (SpanStore store = SpanStores.open("memory:", StoreOptions.defaults(), LOADER)) {
      assertThat(store).isInstanceOf(InMemorySpanStore.class);
      assertThat(store.reader().spans(SpanQuery.ALL).spans()).isEmpty();
    }
  }

  @Test
  void open_refusesNamingTheRemedy_whenTheUrlIsWrong() {
    assertThatThrownBy(() -> SpanStores.open("memory:x", StoreOptions.defaults(), LOADER))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("memory: alone");
    assertThatThrownBy(() -> SpanStores.open("memory:", StoreOptions.forReading(), LOADER))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("another process");
    assertThatThrownBy(() -> SpanStores.open("mysql:x", StoreOptions.defaults(), LOADER))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("memory:");
  }
}
