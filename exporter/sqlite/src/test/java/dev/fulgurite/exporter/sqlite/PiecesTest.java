package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks as they are once a codebook was learned. */
class PiecesTest {
  private static final int LEARNING = 1_200;
  private static final int BATCH = 60;
  private static final String USER = Fulgurite.USER_ID;

  @TempDir Path folder;
  private final Random random = new Random(7);
  private final List<StoredSpan> spans = new ArrayList<>();
  private Path path;

  @BeforeEach
  void fill() {
    path = folder.resolve("store.db");
    try (SpanStore store = TestStores.open(path)) {
      for (int i = 0; i < LEARNING; i += BATCH) {
        append(store);
      }
      // The codebook is learned beside the appends, and used by the first that begins after it.
      for (int i = 0; i < 1_000 && number("SELECT count(*) FROM block WHERE codec = 3") == 0; i++) {
        append(store);
      }
    }
  }

  private void append(SpanStore store) {
    List<StoredSpan> batch = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      batch.add(span(spans.size() + i + 1));
    }
    store.append(batch, null);
    spans.addAll(batch);
  }

  private StoredSpan span(int id) {
    String said = "{\"role\":\"user\",\"content\":\"" + "word ".repeat(id % 30 + 10) + id + "\"}";
    SampleSpan span =
        SampleSpan.of(id)
            .session("session \ud800 " + (id - 1) / BATCH % 3)
            .put(Fulgurite.USER_ID, "user-" + id % 2)
            .put(GenAi.AGENT_NAME, id % 5 == 0 ? "a".repeat(500) : "planner " + id % 90)
            .put("mine", "value " + random.nextInt(9));
    return switch (id % 3) {
      case 0 ->
          span.put(GenAi.OPERATION_NAME, GenAi.CHAT)
              .put(GenAi.INPUT_MESSAGES, "[" + said + "," + said + "]")
              .put(GenAi.OUTPUT_MESSAGES, "[" + said.replace("user", "assistant") + "]")
              .build();
      case 1 -> span.name(AgentLightning.MESSAGE_SPAN).put("text", said).build();
      default -> span.put(GenAi.USAGE_INPUT_TOKENS, id).build();
    };
  }

  private long number(String sql) {
    try (SqlSession session =
        Connections.forReading(StoreFile.at(path.toString()), SqliteSettings.DEFAULTS)) {
      Long number = session.number(sql);
      return number == null ? 0 : number;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void spans_areTheSame_inWholeBlocksAndInPieces() {
    assertThat(number("SELECT count(DISTINCT codec) FROM block WHERE codec IN (1, 3)"))
        .isEqualTo(2);
    try (SpanStore store = TestStores.openForReading(path)) {
      SpanQuery all = SpanQuery.builder().setLimit(Integer.MAX_VALUE).build();
      assertThat(store.reader().spans(all).spans()).isEqualTo(spans);
      SpanQuery calls =
          SpanQuery.builder().setKind(EventKind.LLM).setLimit(Integer.MAX_VALUE).build();
      assertThat(store.reader().spans(calls).spans())
          .isEqualTo(spans.stream().filter(span -> EventKind.of(span) == EventKind.LLM).toList());
      assertThat(store.check()).isEmpty();
    }
  }

  @Test
  void damage_isOfOnePiece_andFound() {
    long last = number("SELECT max(id) FROM block WHERE codec = 3");
    long kinds = number("SELECT count(DISTINCT event_kind) FROM span WHERE block_id = " + last);
    assertThat(kinds).isGreaterThan(1);
    TestStores.sql(
        path,
        "UPDATE block SET data = CAST(substr(data, 1, length(data) - 9) || x'000000000000000000'"
            + " AS BLOB) WHERE id = "
            + last);
    try (SpanStore store = TestStores.openForReading(path)) {
      long damaged = number("SELECT count(*) FROM span WHERE block_id = " + last);
      assertThat(store.check())
          .isNotEmpty()
          .hasSizeLessThan((int) damaged)
          .allSatisfy(finding -> assertThat(finding).contains("is damaged"));
    }
  }

  @Test
  void damage_isTold_whereTheDirectoryIsAnother() {
    TestStores.sql(path, "UPDATE block SET size = size + 1 WHERE codec = 3");
    try (SpanStore store = TestStores.openForReading(path)) {
      SpanQuery all = SpanQuery.builder().setLimit(Integer.MAX_VALUE).build();
      assertThatThrownBy(() -> store.reader().spans(all)).hasMessageContaining("damaged");
    }
    TestStores.sql(path, "UPDATE block SET data = x'7F' WHERE codec = 3");
    try (SpanStore store = TestStores.openForReading(path)) {
      assertThat(store.check()).anyMatch(finding -> finding.contains("it has 127 pieces"));
    }
  }

  @Test
  void deletion_leavesNothing_ofTextsThatOnlyDeletedSpansShared() throws Exception {
    try (SpanStore store = TestStores.open(path)) {
      store.delete(SpanDeletion.ofUser("user-1"));
      SpanQuery all = SpanQuery.builder().setLimit(Integer.MAX_VALUE).build();
      assertThat(store.reader().spans(all).spans())
          .isEqualTo(spans.stream().filter(span -> "user-0".equals(span.string(USER))).toList());
      assertThat(store.check()).isEmpty();
    }
    assertThat(number("SELECT count(*) FROM block WHERE codec = 3")).isPositive();
    assertThat(Remains.of(folder, path).places("user-1")).isEmpty();
    assertThat(Remains.of(folder, path).places("user-0")).isNotEmpty();
  }
}
