package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.Retention;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds, where sessions all go on, with histories that grow: none is silent, none whole. */
class LiveSessionsTest {
  private static final long BOUND = 1_500_000;
  private static final long SEED = Long.getLong("fulgurite.test.seed", 5);
  private static final int PER_APPEND = 200;

  /** An append is there before anything else goes. */
  private static final long APPENDED = BOUND / 10;

  @TempDir Path folder;
  private final Random random = new Random(SEED);
  private final Map<String, Live> all = new LinkedHashMap<>();
  private long lastId;
  private int turns = 40;
  private int messageBytes = 200;

  /** What was sent of a session, and what was said in it. */
  private record Live(List<StoredSpan> sent, List<String> said) {}

  private Path path() {
    return folder.resolve("store.db");
  }

  private SqliteSpanStore open(long maxBytes, int maxSpans, boolean index) {
    return SqliteSpanStore.open(
        path().toString(),
        new StoreOptions(false, maxBytes, index, new Retention(Duration.ZERO, maxSpans, Set.of())),
        SqliteSettings.DEFAULTS);
  }

  private StoredSpan span(String session) {
    Live live = all.computeIfAbsent(session, any -> new Live(new ArrayList<>(), new ArrayList<>()));
    SampleSpan span =
        SampleSpan.of(++lastId)
            .trace(session.hashCode() * 1_000_000L + live.sent.size() / 20)
            .session(session)
            .put("note", noise(40));
    if (random.nextInt(100) == 0) {
      span.put(GenAi.SYSTEM_INSTRUCTIONS, "[" + rule(random.nextInt(100)) + "]");
    }
    if (random.nextInt(3) == 0) {
      if (live.said.size() >= turns) {
        live.said.clear(); // another conversation
      }
      live.said.add("{\"role\":\"user\",\"content\":\"" + noise(messageBytes) + "\"}");
      span.put(GenAi.OPERATION_NAME, GenAi.CHAT)
          .put(GenAi.INPUT_MESSAGES, "[" + String.join(",", live.said) + "]");
    }
    live.sent.add(span.build());
    return live.sent.get(live.sent.size() - 1);
  }

  /** Said now and then, so that all who said it may be gone when it is said again. */
  private static String rule(int number) {
    return "{\"type\":\"text\",\"content\":\"" + "%08x".formatted(number).repeat(20) + "\"}";
  }

  private String noise(int length) {
    byte[] noise = new byte[length / 2];
    random.nextBytes(noise);
    return HexFormat.of().formatHex(noise);
  }

  private List<StoredSpan> batch(int sessions, int spans) {
    List<StoredSpan> batch = new ArrayList<>();
    for (int i = 0; i < spans; i++) {
      batch.add(span("s" + i % sessions));
    }
    return batch;
  }

  private static List<StoredSpan> held(SpanStore store, String session) {
    return store
        .reader()
        .spans(SpanQuery.builder().setSessionId(session).setLimit(Integer.MAX_VALUE).build())
        .spans();
  }

  private long number(String sql) throws SQLException {
    try (SqlSession session =
        Connections.forReading(StoreFile.at(path().toString()), SqliteSettings.DEFAULTS)) {
      Long number = session.number(sql);
      return number == null ? 0 : number;
    }
  }

  private long used() throws SQLException {
    return number(
        """
        SELECT (page_count - freelist_count) * page_size
        FROM pragma_page_count, pragma_freelist_count, pragma_page_size
        """);
  }

  /** Each has its newest, as they were sent. How many that are. */
  private long assertNewestHeld(SpanStore store) {
    long count = 0;
    for (Map.Entry<String, Live> live : all.entrySet()) {
      List<StoredSpan> sent = live.getValue().sent;
      List<StoredSpan> held = held(store, live.getKey());
      assertThat(held).isEqualTo(sent.subList(sent.size() - held.size(), sent.size()));
      count += held.size();
    }
    assertThat(count + store.reader().pruned().spans()).isEqualTo(lastId);
    return count;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,40", "2,40", "6,40", "32,40"})
  void bound_isHeld_andWhatFitsStays_whenEverySessionIsInEachBatch(int sessions, int history)
      throws Exception {
    turns = history;
    try (SqliteSpanStore store = open(BOUND, 0, false)) {
      long fitted = 0;
      for (int i = 0; i < 80; i++) {
        store.append(batch(sessions, PER_APPEND), null);
        assertThat(used()).as("used behind append %d, seed %d", i, SEED).isLessThan(BOUND);
        boolean pruned = store.reader().pruned().spans() > 0;
        fitted = pruned ? fitted : lastId;
        if (pruned && i % 5 == 0) {
          assertThat(assertNewestHeld(store)).isGreaterThan(fitted * 3 / 5);
        }
      }
      for (String session : all.keySet()) {
        assertThat(held(store, session)).hasSizeGreaterThan((int) fitted / sessions / 3);
      }
      assertThat(fitted).isPositive().isLessThan(lastId);
      assertThat(store.check()).isEmpty();
      assertThat(Files.size(path())).isLessThan(BOUND + APPENDED);
    }
    assertThat(Files.size(path())).isLessThan(BOUND + APPENDED);
  }

  @Test
  void bound_isHeld_withAnIndexToo() throws Exception {
    try (SqliteSpanStore store = open(BOUND, 0, true)) {
      for (int i = 0; i < 60; i++) {
        store.append(batch(6, PER_APPEND), null);
        store.fillIndex();
        assertThat(used()).isLessThan(BOUND + APPENDED);
      }

      assertThat(assertNewestHeld(store)).isGreaterThan(2_000);
      assertThat(store.check()).isEmpty();
    }
  }

  /** Of what the last append refers to, in one conversation or two, nothing can go. */
  @Test
  void bound_isPassedByOneHistory_whereThatAloneIsLarger() throws Exception {
    turns = 60;
    messageBytes = 10_000; // 5,000 once packed
    long bound = BOUND / 4;
    try (SqliteSpanStore store = open(bound, 0, false)) {
      for (int i = 0; i < 30; i++) {
        store.append(batch(1, 10), null);
        assertThat(used()).isLessThan(bound + 2L * turns * messageBytes / 2);
      }
      assertNewestHeld(store);
      turns = 1;
      for (int i = 0; i < 5; i++) {
        store.append(batch(1, 10), null);
      }

      assertThat(used()).isLessThan(bound);
      assertNewestHeld(store);
      assertThat(store.check()).isEmpty();
    }
  }

  @Test
  void messages_goWithTheSpansThatSaidThem_whereTheirNumberIsBounded() throws Exception {
    try (SqliteSpanStore store = open(0, 1_000, false)) {
      long largest = 0;
      for (int i = 0; i < 60; i++) {
        store.append(batch(2, PER_APPEND), null);
        largest = lastId == 2_000 ? used() : largest;
      }

      assertThat(assertNewestHeld(store)).isBetween(1_800L, 2_000L);
      assertThat(used()).isLessThan(largest * 3 / 2);
      assertThat(number("SELECT count(*) FROM block WHERE spans = 0"))
          .isLessThan(number("SELECT count(*) FROM block WHERE spans > 0"));
      assertThat(store.check()).isEmpty();
    }
  }

  /** The other remembers where messages lie, too, of sessions that both write. */
  @Test
  void messagesOfAnotherWriter_stayAsLongAsItsSpansReferToThem() {
    try (SqliteSpanStore store = open(BOUND / 2, 0, false);
        SqliteSpanStore other = open(0, 0, false)) {
      for (int i = 0; i < 200; i++) {
        (random.nextInt(3) > 0 ? store : other).append(batch(3, 60), null);
      }
      store.append(batch(3, 60), null);

      assertThat(assertNewestHeld(store)).isBetween(500L, 8_000L);
      assertThat(store.check()).isEmpty();
    }
  }

  /** Batches are packed while another is behind its append, and takes messages away. */
  @Test
  void messages_stayAsLongAsSpansReferToThem_whereSeveralThreadsAppend() throws Exception {
    List<List<StoredSpan>> batches = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      batches.add(batch(2, 60));
    }
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try (SqliteSpanStore store = open(BOUND / 2, 0, false)) {
      List<Future<Integer>> appended = new ArrayList<>();
      batches.forEach(spans -> appended.add(threads.submit(() -> store.append(spans, null))));
      for (Future<Integer> one : appended) {
        assertThat(one.get()).isEqualTo(60);
      }

      for (Map.Entry<String, Live> live : all.entrySet()) {
        assertThat(live.getValue().sent).containsAll(held(store, live.getKey()));
      }
      assertThat(TestStores.count(store)).isBetween(500, 8_000);
      assertThat(store.check()).isEmpty();
    } finally {
      threads.shutdownNow();
    }
  }
}
