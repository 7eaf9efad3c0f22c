package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.cli.text.Progress;
import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoreProgress;
import dev.fulgurite.exporter.store.StoreProgress.Stage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a terminal gets of a store's long work, where each look at the clock is a second later. */
class ProgressLineTest {
  private static final long SECOND = 1_000_000_000;

  @TempDir Path folder;
  private final StringWriter terminal = new StringWriter();
  private final AtomicLong now = new AtomicLong();

  private String shown(Consumer<StoreProgress> work) {
    try (Progress progress = new Progress(new PrintWriter(terminal), true, this::tick)) {
      work.accept(new ProgressLine(progress, this::tick));
    }
    return terminal.toString();
  }

  private long tick() {
    return now.addAndGet(SECOND);
  }

  private SpanStore story() {
    return SpanStores.open(
        Story.write(folder), new StoreOptions(false, 0), getClass().getClassLoader());
  }

  @Test
  void delete_showsEachStage_andTakesTheLineAway() {
    try (SpanStore store = story()) {
      String shown = shown(line -> store.delete(SpanDeletion.ofSession("q-01"), line));

      assertThat(shown)
          .contains("█".repeat(30) + " 100 %  5 of 5 spans removed")
          .containsPattern("cleaning the index, \\d+ s")
          .containsPattern("100 %  [0-9.]+ KiB of [0-9.]+ KiB of the file written anew")
          .endsWith("\r\u001b[K");
    }
  }

  @Test
  void backup_showsBytes() {
    try (SpanStore store = story()) {
      Path copy = folder.resolve("copy.db");

      String shown = shown(line -> store.upkeep().orElseThrow().backup(copy, line));

      assertThat(shown).containsPattern("100 %  ([0-9.]+ KiB) of \\1 copied");
    }
  }

  @Test
  void check_showsSeconds_whileItDoesNotKnow_andThenSpans() {
    try (SpanStore store = story()) {
      String shown = shown(store::check);

      assertThat(shown).containsPattern("reading the file, \\d+ s");
      assertThat(shown).containsPattern("100 %  (\\d+) of \\1 spans read");
    }
  }

  @Test
  void line_hasNoBar_whereNothingIsDoneYet() {
    String shown =
        shown(
            line -> {
              line.at(Stage.REWRITE, 0, 1 << 20);
              line.at(Stage.REWRITE, 1 << 19, 1 << 20);
            });

    assertThat(shown)
        .containsPattern("\u001b\\[Kwriting the file anew, \\d+ s\r")
        .contains("  50 %  512.0 KiB of 1.0 MiB of the file written anew");
  }

  @Test
  void line_saysNothing_inTheFirstSecond() {
    try (Progress progress = new Progress(new PrintWriter(terminal), true, now::get)) {
      ProgressLine line = new ProgressLine(progress, now::get);
      line.at(Stage.SPANS, 1, 2);
    }

    assertThat(terminal.toString()).isEmpty();
  }
}
