package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextsTest {
  private static final String OTHER_NAME = "UPDATE dictionary SET text = 'another' WHERE kind = 1";

  @TempDir Path folder;

  private static String name(SpanStore store) {
    return store.reader().spans(SpanQuery.builder().build()).spans().get(0).name();
  }

  @Test
  void text_isReadOnce_untilRowsAreRemoved() {
    Path path = folder.resolve("store.db");
    try (SpanStore store = TestStores.open(path)) {
      store.append(TestStores.spans(1, 1), null);
      String first = name(store);

      TestStores.sql(path, OTHER_NAME);
      assertThat(name(store)).isSameAs(first);
      TestStores.sql(path, "UPDATE pruned SET steps = steps + 1");
      assertThat(name(store)).isEqualTo("another");
    }
  }

  @Test
  void text_isForgotten_withATransactionThatDidNotHappen() throws Exception {
    Path path = folder.resolve("store.db");
    TestStores.create(path);
    try (SqlSession session =
        Connections.forWriting(StoreFile.at(path.toString()), SqliteSettings.DEFAULTS)) {
      session.inTransaction(
          locked -> {
            locked.run(OTHER_NAME);
            assertThat(new SpanRows(locked).span(1).name()).isEqualTo("another");
            locked.beginAnew();
            assertThat(new SpanRows(locked).span(1).name()).isNotEqualTo("another");
            return true;
          });
    }
  }
}
