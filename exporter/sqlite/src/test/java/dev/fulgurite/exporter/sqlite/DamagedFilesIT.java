package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is damaged from outside is found, and what is not is still read. */
class DamagedFilesIT {
  @TempDir Path folder;

  private Path path() {
    return folder.resolve("home/store.db");
  }

  @Test
  void check_saysHowManyAcknowledgedSpansAreGone_whenTheLogIsCut() throws Exception {
    emitAndKill();
    try (SpanStore store = TestStores.openForReading(path())) {
      assertThat(store.check()).as("all is there").isEmpty();
    }
    int before = count(path());
    Path log = path().resolveSibling("store.db-wal");
    try (FileChannel file = FileChannel.open(log, StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }

    int after = count(path());
    assertThat(after).isBetween(1, before - 1);
    try (SpanStore store = TestStores.openForReading(path())) {
      assertThat(store.check())
          .singleElement()
          .asString()
          .matches("at least [0-9,]+ spans that process [0-9]+ had stored are gone: .*-wal.*")
          // The kill may have come between a commit and its count.
          .satisfies(line -> assertThat(number(line)).isBetween(1, before - after));
    }
    try (SpanStore store = TestStores.open(path())) {
      assertThat(store.append(List.of(SampleSpan.of(1L << 40).build()), null))
          .as("it goes on")
          .isOne();
      assertThat(store.check())
          .as("and forgets nothing")
          .singleElement()
          .asString()
          .contains("gone");
      assertThat(store.reader().ledger())
          .filteredOn(row -> row.counts().failedByReason().containsKey(LedgerRow.LOG_LOST))
          .singleElement()
          .matches(row -> row.counts().balanced())
          .matches(row -> row.counts().delivered() < after + 1);
    }
  }

  /** With some spans in the log and some in the file. */
  private void emitAndKill() throws Exception {
    String url = "sqlite:" + path();
    try (ChildJvm writer = ChildJvm.start(WriterProgram.class, List.of(), url, "1", "0", "30")) {
      writer.readToEnd();
    }
    Path witness = folder.resolve("witness");
    try (ChildJvm emitter =
        ChildJvm.start(EmitterProgram.class, List.of("-Xmx128m"), url, witness.toString())) {
      assertThat(emitter.readLine()).isEqualTo("ready");
      await().atMost(Duration.ofSeconds(60)).until(() -> count(path()) > 2_000);
      emitter.kill();
    }
  }

  private static int number(String line) {
    return Integer.parseInt(line.split(" ", 4)[2].replace(",", ""));
  }

  private static int count(Path path) {
    try (SpanStore store = TestStores.openForReading(path)) {
      return TestStores.count(store);
    }
  }

  /** Each bit of a body is covered: by its packing, its directory or its own checksum. */
  @Test
  @Tag("seed:001.checksums")
  void aFlippedBit_inABody_isFoundByReadsAndByCheck_andOtherSessionsAreRead() throws Exception {
    List<StoredSpan> spans = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      String session = i <= 30 ? "hit" : "spared";
      spans.add(SampleSpan.of(i).session(session).put("text", "word " + i * 7919).build());
    }
    try (SpanStore store = TestStores.open(path())) {
      store.append(spans, null);
    }
    byte[] sound = Files.readAllBytes(path());
    byte[] body = bodyOf("hit");
    int at = position(sound, body);
    Random random = new Random(20261121);
    for (int i = 0; i < 50; i++) {
      byte[] damaged = sound.clone();
      int bit = random.nextInt((body.length - 1) * 8); // the last byte is filled up with nothing
      damaged[at + bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(path(), damaged);

      try (SpanStore store = TestStores.openForReading(path())) {
        assertThat(store.check()).as("bit %d", bit).isNotEmpty();
        assertThatThrownBy(() -> sessionOf(store, "hit"))
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("damaged");
        assertThat(sessionOf(store, "spared")).hasSize(30);
      }
    }
  }

  private static List<StoredSpan> sessionOf(SpanStore store, String session) {
    return store.reader().spans(SpanQuery.builder().setSessionId(session).build()).spans();
  }

  private byte[] bodyOf(String session) throws Exception {
    try (SqlSession read =
        Connections.forReading(StoreFile.at(path().toString()), SqliteSettings.DEFAULTS)) {
      String sql =
          "SELECT data FROM block JOIN session s ON s.id = session_id WHERE s.text = '%s'"
              .formatted(session);
      try (ResultSet row = read.prepared(sql).executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getBytes(1);
      }
    }
  }

  private static int position(byte[] file, byte[] part) {
    for (int at = 0; at <= file.length - part.length; at++) {
      if (Arrays.equals(file, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new AssertionError("the body does not lie in one piece: make it smaller");
  }

  @Test
  void aClockThatJumpsBack_changesTheOrderByTimeAlone() {
    long hour = 3_600_000_000_000L;
    try (SpanStore store = TestStores.open(path())) {
      for (long hours : new long[] {500_000, 499_000, 500_001, 10}) {
        store.append(List.of(SampleSpan.of(hours).start(hours * hour).build()), null);
      }
      assertThat(store.check()).isEmpty();
      assertThat(ids(store, SpanQuery.Order.OLDEST_FIRST))
          .containsExactly(10L, 499_000L, 500_000L, 500_001L);
      assertThat(ids(store, SpanQuery.Order.ARRIVAL))
          .containsExactly(500_000L, 499_000L, 500_001L, 10L);
    }
  }

  private static Stream<Long> ids(SpanStore store, SpanQuery.Order order) {
    return store.reader().spans(SpanQuery.builder().setOrder(order).build()).spans().stream()
        .map(span -> Long.parseUnsignedLong(span.spanId(), 16));
  }
}
