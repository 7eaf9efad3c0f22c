package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.Retention;
import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoreProgress;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of a deleted span is in any file of the store: canaries are looked for everywhere. */
class ErasureTest {
  /** Each in a place of its own; no two begin alike, since the index writes less of such. */
  static final List<String> CANARIES =
      List.of(
          "qzsessionwx",
          "jvuserkq",
          "xkspannamezj",
          "wqattrkeyvx",
          "zjattrvaluekw",
          "kxmessagejz",
          "vwansweredqx",
          "qjeventnamezw",
          "xvstatuskjq",
          "jxresourcewz",
          "zkscopeqv",
          "wjagentxk",
          "kzmodelvq",
          "qvrolloutjx",
          "xzattemptwk",
          "jktagzqv",
          "zxstateqkj");

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("store.db");
  }

  private SqliteSpanStore open() {
    return SqliteSpanStore.open(
        path().toString(), new StoreOptions(false, 0, false), SqliteSettings.DEFAULTS);
  }

  static List<StoredSpan> secrets(long first, int count, String session) {
    return IntStream.range(0, count).mapToObj(i -> secret(first + i, session)).toList();
  }

  private static StoredSpan secret(long id, String session) {
    return SampleSpan.of(id)
        .trace(900 + id % 7)
        .session(session)
        .name("xkspannamezj")
        .status(StatusCode.ERROR, "xvstatuskjq")
        .remoteParent(1, "zxstateqkj=1")
        .put(Fulgurite.USER_ID, "jvuserkq")
        .put(GenAi.AGENT_NAME, "wjagentxk")
        .put(GenAi.REQUEST_MODEL, "kzmodelvq")
        .put(GenAi.OPERATION_NAME, GenAi.CHAT)
        .put("agentlightning.rollout_id", "qvrolloutjx")
        .put("agentlightning.attempt_id", "xzattemptwk")
        .put(AttributeKey.stringArrayKey(Fulgurite.TAGS), List.of("jktagzqv"))
        .put("wqattrkeyvx", "the zjattrvaluekw of span " + id)
        .put(GenAi.INPUT_MESSAGES, talk("kxmessagejz", id))
        .put(GenAi.OUTPUT_MESSAGES, talk("vwansweredqx", id))
        .event("qjeventnamezw", id, Attributes.empty())
        .resource(Attributes.of(AttributeKey.stringKey("service.name"), "jxresourcewz"), null)
        .scope("zkscopeqv", "1")
        .build();
  }

  private static String talk(String word, long id) {
    return "[{\"role\":\"user\",\"content\":\"a longer message with the word %s, number %d, and on\"}]"
        .formatted(word, id);
  }

  private static List<StoredSpan> plain(long first, int count, String session) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                SampleSpan.of(first + i)
                    .trace(800 + i % 9)
                    .session(session)
                    .put(Fulgurite.USER_ID, "somebody else")
                    .put(GenAi.OPERATION_NAME, GenAi.CHAT)
                    .put(GenAi.INPUT_MESSAGES, talk("harmless", first + i))
                    .put("ordinary", "value " + (first + i))
                    .build())
        .toList();
  }

  /** Until the store has learned a codebook, of which each has some hundred spans in it. */
  private long fill(SqliteSpanStore store, String session, long first) {
    long[] next = {first};
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              List<StoredSpan> batch = new ArrayList<>(secrets(next[0], 60, session));
              batch.addAll(plain(next[0] + 60, 60, "other"));
              batch.addAll(plain(next[0] + 120, 20, "shared"));
              store.append(batch, null);
              next[0] += 140;
              return next[0] > 2_000 && codebooks() > 0;
            });
    store.fillIndex();
    TestStores.sql(path(), "PRAGMA wal_checkpoint"); // into the file; the log keeps it too
    return next[0];
  }

  private long codebooks() throws Exception {
    StoreFile file = StoreFile.at(path().toString());
    try (SqlSession session = Connections.forReading(file, SqliteSettings.DEFAULTS)) {
      Long count =
          session.number(
              "SELECT count(*) FROM codebook WHERE id IN (SELECT codebook_id FROM block)");
      return count == null ? 0 : count;
    }
  }

  private Remains remains() throws Exception {
    return Remains.of(folder, path());
  }

  private void assertThere() throws Exception {
    Remains before = remains();
    for (String canary : CANARIES) {
      assertThat(before.places(canary)).as(canary).isNotEmpty();
    }
    assertThat(before.places(CANARIES))
        .contains(
            "file store.db",
            "file store.db-wal",
            "blocks",
            "table codebook",
            "table dictionary",
            "table index_word",
            "table attribute_key",
            "table span_index_data",
            "terms of span_index");
    assertThat(before.places(trigrams())).contains("terms of index_word_part");
  }

  private void assertGone(List<String> canaries) throws Exception {
    Remains after = remains();
    for (String canary : canaries) {
      assertThat(after.places(canary)).as(canary).isEmpty();
      // The index writes of a term what the one before it does not begin with.
      assertThat(after.places(canary.substring(3))).as("end of " + canary).isEmpty();
    }
    assertThat(after.places(trigrams())).doesNotContain("terms of index_word_part");
  }

  /** That no other word has. */
  private static List<String> trigrams() {
    return List.of("qzs", "jvu", "xks", "wqa", "zja", "kxm", "vwa", "xvs", "wja");
  }

  @Test
  void deletedSession_leavesNothing_inAnyFile() throws Exception {
    try (SqliteSpanStore store = open()) {
      long next = fill(store, "qzsessionwx", 1);
      assertThere();
      assertThat(remains().places("qzsessionwx")).contains("table session");

      Pruned removed = store.delete(SpanDeletion.ofSession("qzsessionwx"));

      assertThat(removed.sessions()).isOne();
      assertGone(CANARIES);
      assertRest(store, (next - 1) / 140 * 80);
      store.append(plain(next, 200, "other"), null);
      store.fillIndex();
      assertRest(store, (next - 1) / 140 * 80 + 200);
      assertGone(CANARIES);
    }
    assertGone(CANARIES);
  }

  @Test
  void deletedUser_leavesNothing_inBlocksThatStay() throws Exception {
    try (SqliteSpanStore store = open()) {
      long next = fill(store, "shared", 1);
      List<String> canaries = CANARIES.subList(1, CANARIES.size());
      assertThat(remains().places(canaries)).contains("blocks", "table codebook");

      Pruned removed = store.delete(SpanDeletion.ofUser("jvuserkq"));

      assertThat(removed).isEqualTo(new Pruned((next - 1) / 140 * 60, 0));
      assertGone(canaries);
      assertRest(store, (next - 1) / 140 * 80);
    }
    assertGone(CANARIES);
  }

  /** As the bounds of a store do it: nothing is cleaned. */
  private static void prune(SqliteSpanStore store, String session, String spans) {
    String some = "SELECT p.seq FROM span_row p WHERE p.session_id = ? AND " + spans;
    store
        .access()
        .writing(
            locked -> {
              Long owner = locked.number("SELECT id FROM session WHERE text = ?", session);
              return RemovalStep.run(locked, Objects.requireNonNull(owner), some, owner);
            });
  }

  /** As if so many spans came and went that no codebook can have learned from the next. */
  private void passMany() {
    TestStores.sql(path(), "UPDATE sqlite_sequence SET seq = seq + 20000 WHERE name = 'span'");
  }

  @Test
  void deletedUser_leavesNothing_whereSpansWerePrunedBefore() throws Exception {
    try (SqliteSpanStore store = open()) {
      long next = fill(store, "qzsessionwx", 1);
      prune(store, "qzsessionwx", "1");
      passMany();
      store.append(secrets(next, 20, "qzsessionwx"), null);
      store.fillIndex();
      assertThere();

      assertThat(store.delete(SpanDeletion.ofUser("jvuserkq"))).isEqualTo(new Pruned(20, 1));

      assertGone(CANARIES);
      assertRest(store, (next - 1) / 140 * 80);
    }
    assertGone(CANARIES);
  }

  @Test
  void deletedUser_leavesNothing_whereAllWasPrunedBefore() throws Exception {
    try (SqliteSpanStore store = open()) {
      long next = fill(store, "qzsessionwx", 1);
      prune(store, "qzsessionwx", "1");
      assertThat(remains().places(CANARIES)).contains("table codebook", "table index_word");

      assertThat(store.delete(SpanDeletion.ofUser("jvuserkq"))).isEqualTo(Pruned.NONE);

      assertGone(CANARIES);
      assertRest(store, (next - 1) / 140 * 80);
    }
    assertGone(CANARIES);
  }

  @Test
  void deletedUser_leavesNothing_whereASessionThatStaysWasPruned() throws Exception {
    try (SqliteSpanStore store = open()) {
      long next = fill(store, "shared", 1);
      prune(store, "shared", "p.name_id IN (SELECT id FROM dictionary WHERE text LIKE 'xks%')");
      List<String> canaries = CANARIES.subList(1, CANARIES.size());
      assertThat(remains().places(canaries)).contains("blocks");

      assertThat(store.delete(SpanDeletion.ofUser("jvuserkq"))).isEqualTo(Pruned.NONE);

      assertGone(canaries);
      assertRest(store, (next - 1) / 140 * 80);
    }
    assertGone(CANARIES);
  }

  @Test
  void delete_leavesCodebooksAlone_thatNeverKnewWhatGoes_unlessOtherSpansWerePruned()
      throws Exception {
    try (SqliteSpanStore store = open()) {
      long next = fill(store, "qzsessionwx", 1);
      String first = codebookIds();
      prune(store, "qzsessionwx", "1");
      passMany();
      store.append(plain(next, 10, "a"), null);

      store.delete(SpanDeletion.ofSession("a"));

      String second = codebookIds();
      assertThat(second).isNotEqualTo("[]").isNotEqualTo(first);
      for (int i = 0; i < 2; i++) {
        passMany();
        store.append(plain(next + 20 + 10 * i, 10, "b"), null);

        store.delete(SpanDeletion.ofSession("b"));

        assertThat(codebookIds()).isEqualTo(second);
      }
    }
  }

  @Test
  void cleaning_leavesMessages_whoseSpansAWriterHasPruned_butGoesOnReferringTo() {
    Retention bound = new Retention(Duration.ZERO, 10, Set.of());
    try (SqliteSpanStore store = open();
        SqliteSpanStore writer =
            SqliteSpanStore.open(
                path().toString(),
                new StoreOptions(false, 0, false, bound),
                SqliteSettings.DEFAULTS)) {
      writer.append(plain(1, 1, "s"), null);
      CleaningScope scope = store.access().writing(CleaningScope::begin);
      writer.append(plain(2, 1, "s"), null); // when it forgets
      List<StoredSpan> again = secrets(3, 1, "s");
      writer.append(again, null);
      writer.append(plain(4, 10, "s"), null);
      writer.append(plain(14, 10, "s"), null);
      assertThat(store.reader().pruned().spans()).isEqualTo(13);
      SqliteOutbox.Access late = before(store.access(), () -> writer.append(again, null));

      StageCount count = new StageCount(StoreProgress.NONE, StoreProgress.Stage.BLOCKS, 0);
      assertThat(new SessionCleaning(late, 1, scope.lastSeq(), count).run()).isTrue();

      SpanQuery query = SpanDeletion.ofUser("jvuserkq").query();
      assertThat(store.reader().spans(query).spans()).isEqualTo(again);
      assertThat(store.check()).isEmpty();
    }
  }

  /** Once something was read, and before anything is written. */
  private static SqliteOutbox.Access before(SqliteOutbox.Access access, Runnable once) {
    AtomicBoolean done = new AtomicBoolean();
    return new SqliteOutbox.Access() {
      @Override
      public <T> T reading(SqlWork<T> work) {
        return access.reading(work);
      }

      @Override
      public <T> T writing(SqlWork<T> work) {
        if (done.compareAndSet(false, true)) {
          once.run();
        }
        return access.writing(work);
      }
    };
  }

  private String codebookIds() throws Exception {
    StoreFile file = StoreFile.at(path().toString());
    try (SqlSession session = Connections.forReading(file, SqliteSettings.DEFAULTS)) {
      return IndexCleaning.texts(session, "SELECT id FROM codebook ORDER BY id").toString();
    }
  }

  private void assertRest(SqliteSpanStore store, long spans) {
    SpanQuery all = SpanQuery.builder().setLimit(Integer.MAX_VALUE).build();
    assertThat(store.reader().spans(all).spans()).hasSize((int) spans);
    assertThat(store.check()).isEmpty();
    assertThat(store.reader().spans(all.toBuilder().setText("HARMLESS").build()).spans())
        .hasSize((int) spans);
    for (String canary : CANARIES) {
      String part = canary.toUpperCase(Locale.ROOT).substring(1, 5);
      assertThat(store.reader().spans(all.toBuilder().setText(part).build()).spans()).isEmpty();
    }
  }
}
