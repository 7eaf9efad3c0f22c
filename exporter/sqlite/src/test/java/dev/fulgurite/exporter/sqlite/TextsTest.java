package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextsTest {
  private static final String OTHER_NAME =
      "UPDATE dictionary SET text = 'another' WHERE kind = " + Dictionary.NAME;

  @TempDir Path folder;

  private Path path;
  private StoreFile file;

  @BeforeEach
  void create() {
    path = folder.resolve("store.db");
    TestStores.create(path);
    file = StoreFile.at(path.toString());
  }

  /** As a query does it. */
  private static String name(SqlSession session) throws SQLException {
    session.texts().refresh();
    Long id = session.number("SELECT name_id FROM span WHERE seq = 1");
    assertThat(id).isNotNull();
    return session.texts().text(id);
  }

  @Test
  void text_isReadOnce_untilRowsAreRemoved() throws Exception {
    try (SqlSession session = Connections.forReading(file, SqliteSettings.DEFAULTS)) {
      String first = name(session);

      TestStores.sql(path, OTHER_NAME);
      assertThat(name(session)).isSameAs(first);
      TestStores.sql(path, "UPDATE pruned SET steps = steps + 1");
      assertThat(name(session)).isEqualTo("another");
    }
  }

  @Test
  void text_isForgotten_withATransactionThatDidNotHappen() throws Exception {
    try (SqlSession session = Connections.forWriting(file, SqliteSettings.DEFAULTS)) {
      session.inTransaction(
          locked -> {
            locked.run(OTHER_NAME);
            assertThat(name(locked)).isEqualTo("another");
            locked.beginAnew();
            assertThat(name(locked)).isNotEqualTo("another");
            return true;
          });
    }
  }
}
