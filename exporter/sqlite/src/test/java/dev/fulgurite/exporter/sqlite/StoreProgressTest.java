package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoreProgress;
import dev.fulgurite.exporter.store.StoreProgress.Stage;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What long work tells of itself. */
class StoreProgressTest {
  @TempDir Path folder;

  private record Told(long done, long total) {}

  /** Fails where a stage goes back, and where a call is not the only one. */
  private static final class Listener implements StoreProgress {
    private final Map<Stage, List<Told>> told =
        Collections.synchronizedMap(new EnumMap<>(Stage.class));
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void at(Stage stage, long done, long total) {
      List<Told> all = told.computeIfAbsent(stage, any -> new ArrayList<>());
      if (!all.isEmpty() && all.get(all.size() - 1).done() > done || done > total) {
        faults.add(stage + " " + done + " of " + total + " behind " + all);
      }
      all.add(new Told(done, total));
    }

    private Told last(Stage stage) {
      assertThat(faults).isEmpty();
      List<Told> all = told.getOrDefault(stage, List.of());
      assertThat(all).as("%s of %s", stage, told.keySet()).isNotEmpty();
      return all.get(all.size() - 1);
    }

    private int steps(Stage stage) {
      return (int) told.get(stage).stream().map(Told::done).distinct().count();
    }
  }

  private SqliteSpanStore open() {
    return SqliteSpanStore.open(
        folder.resolve("store.db").toString(),
        new StoreOptions(false, 0, false),
        SqliteSettings.DEFAULTS.withPruneStep(20));
  }

  /** Sessions of forty spans, the odd ones of which are another user's. */
  private static void fill(SqliteSpanStore store, int sessions) {
    Random random = new Random(1);
    for (int session = 0; session < sessions; session++) {
      String name = "s" + session;
      List<StoredSpan> spans =
          IntStream.range(session * 40, session * 40 + 40)
              .mapToObj(
                  i ->
                      SampleSpan.of(i)
                          .session(name)
                          .put(Fulgurite.USER_ID, i % 2 == 0 ? "ann" : "bob")
                          .put("k", TestStores.noise(random))
                          .build())
              .toList();
      store.append(spans, null);
    }
    store.fillIndex();
  }

  @Test
  void delete_tellsSpansBlocksIndexAndFile_toTheirEnds() {
    Listener listener = new Listener();
    try (SqliteSpanStore store = open()) {
      fill(store, 10);

      Pruned gone = store.delete(SpanDeletion.ofUser("ann"), listener);

      assertThat(gone).isEqualTo(new Pruned(200, 0));
      assertThat(listener.last(Stage.SPANS)).isEqualTo(new Told(200, 200));
      assertThat(listener.steps(Stage.SPANS)).isEqualTo(10);
      Told blocks = listener.last(Stage.BLOCKS);
      assertThat(blocks.done()).isEqualTo(blocks.total()).isGreaterThanOrEqualTo(10);
      assertThat(listener.steps(Stage.BLOCKS)).isGreaterThanOrEqualTo(10);
      assertThat(listener.last(Stage.INDEX)).isEqualTo(new Told(0, 0));
      Told file = listener.last(Stage.REWRITE);
      assertThat(file.done()).isEqualTo(file.total()).isGreaterThan(100_000);
      assertThat(store.check()).isEmpty();
    }
  }

  /**
   * Columns have no half of a surrogate pair, so that SQL lets through what the matcher does not.
   */
  @Test
  void delete_countsToItsEnd_whereNotAllThatIsFoundGoes() {
    Listener listener = new Listener();
    try (SqliteSpanStore store = open()) {
      store.append(
          List.of(
              SampleSpan.of(1).session("a").put(Fulgurite.USER_ID, "u\ud800").build(),
              SampleSpan.of(2).session("a").put(Fulgurite.USER_ID, "u?").build(),
              SampleSpan.of(3).session("b").put(Fulgurite.USER_ID, "u?").build()),
          null);

      assertThat(store.delete(SpanDeletion.ofUser("u\ud800"), listener).spans()).isOne();

      assertThat(listener.last(Stage.SPANS)).isEqualTo(new Told(3, 3));
    }
  }

  @Test
  void vacuum_tellsBytesGivenBack() {
    Listener listener = new Listener();
    try (SqliteSpanStore store = open()) {
      fill(store, 40);
      store.access().writing(RemainsOf::all);

      store.upkeep().orElseThrow().vacuum(listener);

      Told room = listener.last(Stage.ROOM);
      assertThat(room.done()).isEqualTo(room.total()).isGreaterThan(2_000_000);
      assertThat(listener.steps(Stage.ROOM)).isGreaterThan(1);
    }
  }

  /** Nothing is left of the first sessions. */
  private interface RemainsOf {
    static boolean all(SqlSession locked) throws java.sql.SQLException {
      for (long owner = 1; owner <= 39; owner++) {
        RemovalStep.run(locked, owner, "SELECT seq FROM span WHERE session_id = ?", owner);
      }
      return true;
    }
  }

  @Test
  void backup_tellsBytesOfTheCopy_fromBesideIt() throws Exception {
    Listener listener = new Listener();
    Path copy = folder.resolve("copy.db");
    try (SqliteSpanStore store = open()) {
      fill(store, 10);

      store.upkeep().orElseThrow().backup(copy, listener);
    }
    long size = Files.size(copy);
    assertThat(listener.last(Stage.COPY)).isEqualTo(new Told(size, size));
    assertThat(listener.told.get(Stage.COPY)).hasSizeGreaterThan(1);
    assertThat(listener.told.get(Stage.COPY).get(0).total())
        .isBetween(size * 9 / 10, size * 11 / 10);
  }

  @Test
  void check_tellsSpansRead_andRepairThatItGoesOn() {
    Listener listener = new Listener();
    try (SqliteSpanStore store = open()) {
      fill(store, 3);

      assertThat(store.check(listener)).isEmpty();
      store.upkeep().orElseThrow().repair(false, listener);
    }
    assertThat(listener.told.get(Stage.CHECK).get(0)).isEqualTo(new Told(0, 0));
    assertThat(listener.last(Stage.CHECK)).isEqualTo(new Told(120, 120));
    assertThat(listener.steps(Stage.CHECK)).isEqualTo(121);
    assertThat(listener.last(Stage.REPAIR)).isEqualTo(new Told(0, 0));
  }

  @Test
  @Timeout(30)
  void watch_looksAgainAndAgain_andIsSilentOnceEnded() throws Exception {
    Listener listener = new Listener();
    CountDownLatch looks = new CountDownLatch(3);
    StageCount count = new StageCount(listener, Stage.COPY, 10);
    Watch watch =
        Watch.over(
            listener,
            count,
            () -> {
              looks.countDown();
              return 3 - looks.getCount();
            });
    looks.await();
    watch.end();

    assertThat(listener.last(Stage.COPY).done()).isGreaterThanOrEqualTo(3);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("fulgurite-progress"));
  }
}
