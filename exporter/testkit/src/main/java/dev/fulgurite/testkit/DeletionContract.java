package dev.fulgurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.InMemorySpanStore;
import dev.fulgurite.exporter.store.Outbox;
import dev.fulgurite.exporter.store.OutboxLease;
import dev.fulgurite.exporter.store.OutboxStep;
import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanMatcher;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoredSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is to go goes, everywhere, and is counted; what is not stays as it was. */
interface DeletionContract extends StoreUnderTest {
  @Test
  default void delete_removesASession_andNothingElse() {
    append(of(1, "a", "ann"), of(2, "b", "bob"), of(3, "a", "bob"));

    assertThat(delete(SpanDeletion.ofSession("a"))).isEqualTo(new Pruned(2, 1));

    assertThat(find(SpanQuery.builder())).containsExactly(of(2, "b", "bob").build());
    assertThat(reader().sessions(SpanQuery.ALL)).singleElement().matches(s -> s.spans() == 1);
    assertThat(reader().pruned()).isEqualTo(new Pruned(2, 1));
  }

  @Test
  default void delete_removesAUsersSpans_fromSessionsThatStay() {
    append(of(1, "a", "ann"), of(2, "a", "bob"), of(3, "b", "bob"), SampleSpan.of(4).session("a"));

    assertThat(delete(SpanDeletion.ofUser("bob"))).isEqualTo(new Pruned(2, 1));

    assertThat(find(SpanQuery.builder()))
        .extracting(StoredSpan::startEpochNanos)
        .containsExactly(1L, 4L);
    assertThat(reader().sessions(SpanQuery.ALL)).singleElement().matches(s -> s.spans() == 2);
  }

  @Test
  default void delete_removesWhatStartedBefore_andEveryConditionMustHold() {
    append(of(1, "a", "ann"), of(2, "a", "ann"), of(3, "a", "ann"), of(1_000, "b", "ann"));

    assertThat(delete(new SpanDeletion("a", "ann", 3L))).isEqualTo(new Pruned(2, 0));
    assertThat(delete(new SpanDeletion("a", "bob", 3L))).isEqualTo(Pruned.NONE);
    assertThat(delete(SpanDeletion.before(1_000))).isEqualTo(new Pruned(1, 1));

    assertThat(find(SpanQuery.builder())).containsExactly(of(1_000, "b", "ann").build());
  }

  @Test
  default void delete_tellsOddNamesApart() {
    append(of(1, "?", "u\ud800"), of(2, "\ud800", "u?"), of(3, "\udc00", "u\udc00"));

    assertThat(delete(SpanDeletion.ofSession("\ud800")).spans()).isOne();
    assertThat(delete(SpanDeletion.ofUser("u\udc00")).spans()).isOne();

    assertThat(find(SpanQuery.builder()))
        .extracting(StoredSpan::startEpochNanos)
        .containsExactly(1L);
    assertThat(store().check()).isEmpty();
  }

  @Test
  default void delete_needsACondition() {
    assertThatThrownBy(() -> new SpanDeletion(null, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sessionId, userId or startedBefore");
  }

  @Test
  default void deletedSpan_isNew_whenItComesAgain() {
    append(of(1, "a", "ann"));
    delete(SpanDeletion.ofSession("a"));

    assertThat(store().append(List.of(of(1, "a", "ann").build()), null)).isOne();

    assertThat(find(SpanQuery.builder().setSessionId("a"))).hasSize(1);
    assertThat(store().check()).isEmpty();
  }

  /** Of generated traces, whatever shares a block, a message or a name with what went. */
  @Test
  default void delete_leavesTheRestAsTheReferenceHasIt() {
    List<StoredSpan> spans = new ArrayList<>(AgentTraces.generate(21, 40));
    spans.addAll(talk());
    List<Long> starts = spans.stream().map(StoredSpan::startEpochNanos).sorted().toList();
    List<SpanDeletion> deletions =
        List.of(
            SpanDeletion.ofUser("odd"),
            SpanDeletion.ofSession(SpanFacts.of(spans.get(spans.size() / 2)).sessionId()),
            SpanDeletion.before(starts.get(starts.size() / 2)));
    try (SpanStore reference = InMemorySpanStore.create()) {
      reference.append(spans, null);
      for (int from = 0; from < spans.size(); from += 100) {
        store().append(spans.subList(from, Math.min(spans.size(), from + 100)), null);
      }
      for (SpanDeletion deletion : deletions) {
        SpanMatcher gone = SpanMatcher.of(deletion.query());

        Pruned removed = delete(deletion);

        assertThat(removed).isEqualTo(reference.delete(deletion)).isNotEqualTo(Pruned.NONE);
        assertSame(reader(), reference.reader());
        assertThat(find(everything())).noneMatch(gone::matches);
        assertThat(store().check()).isEmpty();
      }
    }
  }

  @Test
  default void delete_isCountedForWhomItWasNotSentTo() {
    List<StoredSpan> spans =
        IntStream.rangeClosed(1, 16)
            .mapToObj(i -> of(i, "s" + i % 2, "u").trace(i).build())
            .toList();
    store().append(spans, null);
    Outbox outbox = store().outbox().orElseThrow();
    Instant noon = Instant.parse("2026-01-01T12:00:00Z");
    OutboxLease lease = new OutboxLease("otlp", "me", noon.plusSeconds(10));
    outbox.begin("otlp", 0);
    outbox.acquire(lease, noon);

    delete(SpanDeletion.ofSession("s0"));

    assertThat(outbox.backlog("otlp").spans()).isEqualTo(8);
    long lost = 0;
    for (int part = 0; part < Outbox.PARTITIONS; part++) {
      int left = part % 2 == 1 ? 2 : 0;
      OutboxStep step = new OutboxStep(part, outbox.newest(), left);
      lost += outbox.advance(lease, List.of(step), null).orElseThrow();
    }
    assertThat(lost).isEqualTo(8);
  }

  private Pruned delete(SpanDeletion deletion) {
    return store().delete(deletion);
  }

  private static SampleSpan of(long id, String session, String user) {
    return SampleSpan.of(id).session(session).put(Fulgurite.USER_ID, user);
  }

  private static SpanQuery.Builder everything() {
    return SpanQuery.builder().setLimit(Integer.MAX_VALUE);
  }

  /** A conversation of two users, each turn with all that was said before. */
  private static List<StoredSpan> talk() {
    List<StoredSpan> turns = new ArrayList<>();
    StringBuilder said = new StringBuilder();
    for (int turn = 0; turn < 80; turn++) {
      said.append(turn == 0 ? "" : ",")
          .append("{\"role\":\"user\",\"content\":\"turn ")
          .append(turn)
          .append(" of a long conversation about nothing in particular\"}");
      turns.add(
          of(1_000_000 + turn, "talk", turn % 3 == 0 ? "odd" : "even")
              .put(GenAi.INPUT_MESSAGES, "[" + said + "]")
              .build());
    }
    return turns;
  }

  private static void assertSame(SpanReader actual, SpanReader expected) {
    SpanQuery all = everything().build();
    assertThat(actual.spans(all).spans()).isEqualTo(expected.spans(all).spans());
    assertThat(actual.sessions(all)).isEqualTo(expected.sessions(all));
    assertThat(actual.traces(all)).isEqualTo(expected.traces(all));
    assertThat(actual.agents(all)).isEqualTo(expected.agents(all));
    assertThat(actual.pruned()).isEqualTo(expected.pruned());
    SpanQuery text = everything().setText("turn 7").build();
    assertThat(actual.spans(text).spans()).isEqualTo(expected.spans(text).spans());
  }
}
