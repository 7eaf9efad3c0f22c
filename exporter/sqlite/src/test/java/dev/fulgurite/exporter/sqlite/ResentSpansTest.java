package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResentSpansTest {
  @TempDir Path folder;

  private static List<StoredSpan> spans(long first, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                SampleSpan.of(first + i)
                    .trace(first + i)
                    .session((first + i) % 2 == 0 ? "even" : "odd")
                    .put("said", "something longer that many say, number " + (first + i))
                    .build())
        .toList();
  }

  @Test
  void batch_withSpansThatAreThere_isTaken_whenADeletionReplacedTheCodebook() {
    Path path = folder.resolve("store.db");
    try (SqliteSpanStore store = TestStores.open(path)) {
      long[] next = {1};
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(10))
          .until(
              () -> {
                store.append(spans(next[0], 100), null);
                next[0] += 100;
                return codebooks(path) > 0;
              });
      store.append(spans(next[0], 100), null); // by that codebook
      try (SqliteSpanStore other = TestStores.open(path)) {
        other.delete(SpanDeletion.ofSession("even"));
      }

      StoredSpan kept = spans(next[0] + 98, 1).get(0);
      int added = store.append(List.of(kept, spans(next[0] + 100, 1).get(0)), null);

      assertThat(added).isEqualTo(1);
      assertThat(store.check()).isEmpty();
    }
  }

  private static long codebooks(Path path) throws Exception {
    try (SqlSession session =
        Connections.forReading(StoreFile.at(path.toString()), SqliteSettings.DEFAULTS)) {
      Long count = session.number("SELECT count(*) FROM codebook");
      return count == null ? 0 : count;
    }
  }
}
