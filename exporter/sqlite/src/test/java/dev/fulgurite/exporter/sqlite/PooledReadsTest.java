package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PooledReadsTest {
  @TempDir Path folder;

  private static Long count(Reads reads) throws SQLException {
    return reads.read(session -> session.number("SELECT count(*) FROM span"));
  }

  private void replace(Path path, int spans) throws SQLException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new SQLException(e);
    }
    try (SqliteSpanStore store = TestStores.open(path)) {
      store.append(TestStores.spans(1, spans), null);
    }
  }

  @Test
  void aConnectionThatWasInUse_whileTheFileWasReplaced_isNotUsedAgain() throws SQLException {
    Path path = folder.resolve("store.db");
    replace(path, 1);
    PooledReads reads = new PooledReads(StoreFile.at(path.toString()), SqliteSettings.DEFAULTS);
    try {
      long meanwhile =
          reads.read(
              session -> {
                replace(path, 2);
                return count(reads);
              });
      assertThat(meanwhile).isEqualTo(2);
      assertThat(count(reads)).isEqualTo(2);
      assertThat(count(reads)).isEqualTo(2);
    } finally {
      reads.close();
    }
  }
}
