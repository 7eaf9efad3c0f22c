package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreProgress;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.store.Upkeep;
import dev.fulgurite.exporter.store.Upkeep.Salvaged;
import dev.fulgurite.testkit.AgentTraces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a file with a torn page. */
class SalvageTest {
  private static final SpanQuery ALL = SpanQuery.builder().setLimit(Integer.MAX_VALUE).build();
  private static final int PAGE = 4096;

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("store.db");
  }

  private List<StoredSpan> fill() {
    try (SqliteSpanStore store = TestStores.open(path())) {
      store.append(AgentTraces.generate(5, 60), null);
      store.fillIndex();
      return store.reader().spans(ALL).spans();
    }
  }

  private Salvaged salvage(Path to) {
    try (SqliteSpanStore torn = TestStores.openForReading(path())) {
      Upkeep upkeep = torn.upkeep().orElseThrow();
      return upkeep.salvage(to, StoreProgress.NONE);
    }
  }

  private static Set<StoredSpan> spans(Path path) {
    try (SqliteSpanStore store = TestStores.openForReading(path)) {
      assertThat(store.check()).isEmpty();
      return new HashSet<>(store.reader().spans(ALL).spans());
    }
  }

  @Test
  void everySpanThatCanBeRead_isInTheNewStore_whicheverPageIsTorn() throws Exception {
    List<StoredSpan> all = fill();
    byte[] sound = Files.readAllBytes(path());
    int whole = 0;
    int shut = 0;
    for (int page = 1; page < sound.length / PAGE; page++) {
      byte[] torn = sound.clone();
      Arrays.fill(torn, page * PAGE, (page + 1) * PAGE, (byte) 0);
      Files.write(path(), torn);
      Path to = folder.resolve("saved-" + page + ".db");

      Salvaged saved;
      try {
        saved = salvage(to);
      } catch (StoreException e) {
        assertThat(e).hasMessageContaining("is damaged");
        assertThat(to).doesNotExist();
        shut++;
        continue;
      }
      Set<StoredSpan> found = spans(to);
      assertThat(all).as("torn page " + page).containsAll(found);
      assertThat(found).hasSize((int) saved.spans());
      assertThat(saved.spans() + saved.unreadable()).isGreaterThanOrEqualTo(all.size());
      whole += saved.spans() == all.size() ? 1 : 0;
    }
    assertThat(shut).as("pages that say what is on all others").isLessThanOrEqualTo(5);
    assertThat(whole).as("pages that no span needs").isGreaterThan(sound.length / PAGE / 2);
  }

  @Test
  void aSoundStore_isSavedWhole() {
    List<StoredSpan> all = fill();

    Salvaged saved = salvage(folder.resolve("saved.db"));

    assertThat(saved).isEqualTo(new Salvaged(all.size(), 0));
    assertThat(spans(folder.resolve("saved.db"))).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void whatIsThere_isNotWrittenOver() throws Exception {
    fill();
    Path there = Files.writeString(folder.resolve("there"), "mine");

    assertThatThrownBy(() -> salvage(there))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is there already");
    assertThat(there).hasContent("mine");
  }
}
