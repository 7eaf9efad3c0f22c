package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.SpanStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetachedReadsTest {
  @TempDir Path folder;

  @Test
  void reads_leaveNoTrace_whenNobodyHasTheStoreOpen() throws Exception {
    Path path = folder.resolve("store.db");
    TestStores.create(path);
    byte[] before = Files.readAllBytes(path);

    try (SpanStore store = TestStores.openForReading(path)) {
      assertThat(TestStores.count(store)).isEqualTo(1);
      assertThat(store.reader().ledger()).isEmpty();
      assertThat(store.check()).isEmpty();
      assertThat(TestStores.list(folder)).containsExactly("store.db");
    }

    assertThat(TestStores.list(folder)).containsExactly("store.db");
    assertThat(path).hasBinaryContent(before);
  }

  @Test
  void reads_seeEachAppend_whileAWriterLivesAndAfter() {
    Path path = folder.resolve("store.db");
    TestStores.create(path);
    try (SpanStore reader = TestStores.openForReading(path)) {
      assertThat(TestStores.count(reader)).isEqualTo(1);
      try (SpanStore writer = TestStores.open(path)) {
        writer.append(TestStores.spans(2, 5), null);
        assertThat(TestStores.count(reader)).isEqualTo(6);
        writer.append(TestStores.spans(7, 5), null);
        assertThat(TestStores.count(reader)).isEqualTo(11);
      }
      assertThat(TestStores.count(reader)).isEqualTo(11);
    }
    assertThat(TestStores.list(folder)).containsExactly("store.db");
  }

  @Test
  void read_asksAgain_whenAWriterAppearsMeanwhile() throws Exception {
    Path path = folder.resolve("store.db");
    TestStores.create(path);
    DetachedReads reads = new DetachedReads(StoreFile.at(path.toString()), SqliteSettings.DEFAULTS);
    int[] asked = {0};

    Long count =
        reads.read(
            session -> {
              if (++asked[0] == 1) {
                try (SpanStore writer = TestStores.open(path)) {
                  writer.append(TestStores.spans(2, 5), null);
                }
              }
              return session.number("SELECT count(*) FROM span");
            });

    assertThat(count).isEqualTo(6);
    assertThat(asked[0]).isEqualTo(2);
  }

  @Test
  void readsThroughALink_seeWhatIsInTheLog() throws Exception {
    Path path = Files.createDirectory(folder.resolve("real")).resolve("store.db");
    Path link = Files.createSymbolicLink(folder.resolve("link.db"), path);
    try (SpanStore writer = TestStores.open(path)) {
      writer.append(TestStores.spans(1, 5), null);

      try (SpanStore reader = TestStores.openForReading(link)) {
        assertThat(TestStores.count(reader)).isEqualTo(5);
      }
    }
  }
}
