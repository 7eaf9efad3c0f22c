package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in which each call carries all that was said before. */
class MessagesTest {
  private static final int TURNS = 40;

  @TempDir Path folder;
  private final Random random = new Random(4);
  private long lastId;

  private Path path() {
    return folder.resolve("store.db");
  }

  private List<StoredSpan> run(String session, int turns) {
    List<StoredSpan> calls = new ArrayList<>();
    List<String> said = new ArrayList<>(List.of(message("user")));
    for (int i = 0; i < turns; i++) {
      String answer = message("assistant");
      calls.add(
          SampleSpan.of(++lastId)
              .session(session)
              .put(GenAi.OPERATION_NAME, GenAi.CHAT)
              .put(GenAi.INPUT_MESSAGES, "[" + String.join(", ", said) + "]")
              .put(GenAi.OUTPUT_MESSAGES, "[" + answer + "]")
              .build());
      said.add(answer);
    }
    return calls;
  }

  private String message(String role) {
    return "{\"role\":\"" + role + "\",\"content\":\"" + TestStores.noise(random) + "\"}";
  }

  private long messages() throws SQLException {
    try (SqlSession session =
        Connections.forReading(StoreFile.at(path().toString()), SqliteSettings.DEFAULTS)) {
      Long sum = session.number("SELECT coalesce(sum(messages), 0) FROM block");
      return sum == null ? 0 : sum;
    }
  }

  private static List<StoredSpan> all(SpanStore store) {
    SpanQuery query = SpanQuery.builder().setLimit(Integer.MAX_VALUE).build();
    return store.reader().spans(query).spans();
  }

  private static void appendInBatches(SpanStore store, List<StoredSpan> spans, int size) {
    for (int from = 0; from < spans.size(); from += size) {
      store.append(spans.subList(from, Math.min(spans.size(), from + size)), null);
    }
  }

  @Test
  void append_keepsEachMessageOnce_inOneBatchAndInMany() throws Exception {
    List<StoredSpan> spans = new ArrayList<>(run("a", TURNS));
    spans.addAll(run("b", TURNS));
    try (SpanStore store = TestStores.open(path())) {
      store.append(spans.subList(0, TURNS), null);
      appendInBatches(store, spans.subList(TURNS, 2 * TURNS), 3);

      assertThat(all(store)).isEqualTo(spans);
      assertThat(messages()).isEqualTo(2 * (TURNS + 1));
      assertThat(store.append(spans, null)).isZero();
      assertThat(messages()).isEqualTo(2 * (TURNS + 1));
      assertThat(store.check()).isEmpty();
    }
    try (SpanStore store = TestStores.openForReading(path())) {
      assertThat(all(store)).isEqualTo(spans);
    }
  }

  @Test
  void append_refersToNoMessage_ofABatchThatWasThereAlready() {
    int sent = 80; // enough for the helper to pack them, which then is for nothing
    List<StoredSpan> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      List<StoredSpan> spans = run("session-" + i, sent + 10);
      all.addAll(spans);
      try (SpanStore store = TestStores.open(path())) {
        store.append(spans.subList(0, sent), null);
      }
      try (SpanStore store = TestStores.open(path())) {
        all.addAll(run("other-" + i, 1));
        store.append(all.subList(all.size() - 1, all.size()), null);
        assertThat(store.append(spans.subList(0, sent), null)).isZero();
        appendInBatches(store, spans.subList(sent, spans.size()), 3);
        assertThat(all(store)).isEqualTo(all);
      }
    }
  }

  @Test
  void append_refersToNoMessage_thatAnotherWriterRemoved() {
    List<StoredSpan> spans = run("a", TURNS);
    try (SpanStore store = TestStores.open(path());
        SpanStore other =
            SqliteSpanStore.open(
                path().toString(), new StoreOptions(false, 1, false), SqliteSettings.DEFAULTS)) {
      store.append(spans.subList(0, 10), null);
      other.append(TestStores.spans(1_000_000, 1), null);
      assertThat(all(store)).hasSize(1);

      appendInBatches(store, spans.subList(10, TURNS), 4);

      assertThat(all(store)).containsAll(spans.subList(10, TURNS));
      assertThat(store.check()).isEmpty();
    }
  }

  @Test
  void append_refersToNoMessage_ofAFileThatIsGone() throws Exception {
    List<StoredSpan> spans = run("a", TURNS);
    try (SpanStore store = TestStores.open(path())) {
      store.append(spans.subList(0, 10), null);
      for (String name : TestStores.list(folder)) {
        Files.delete(folder.resolve(name));
      }

      appendInBatches(store, spans.subList(10, TURNS), 4);

      assertThat(all(store)).isEqualTo(spans.subList(10, TURNS));
      assertThat(store.check()).isEmpty();
    }
  }

  @Test
  void prune_keepsTheMessagesOfWhatIsLeft_andRemovesThemWithTheSession() throws Exception {
    try (SpanStore store =
        SqliteSpanStore.open(
            path().toString(),
            new StoreOptions(false, 1 << 20, false),
            SqliteSettings.DEFAULTS.withPruneStep(7))) {
      for (int i = 0; i < 30; i++) {
        appendInBatches(store, run("s" + i, TURNS), 15);
        assertThat(store.check()).isEmpty();
      }

      List<StoredSpan> left = all(store);
      assertThat(left).hasSizeBetween(2 * TURNS, 20 * TURNS);
      assertThat(messages()).isLessThan(left.size() + 100L);
    }
  }
}
